# For the scripts that test the whole program (read by `.`): a work folder, small sites, TAP.
# The scripts are run from anywhere; $reeve is the program, without the sanitizers unless REEVE names another.
top=$(cd "$(dirname "$0")/../.." && pwd)
reeve=${REEVE:-$top/build/reeve}
name=$(basename "$0")
mkdir -p "$top/build/test/site"
work=$(mktemp -d "${PLACE:-$top/build/test/site}/$name-XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
export LC_ALL=C.UTF-8
count=0
failed=0

pass() {
	count=$((count + 1))
	echo "ok $count - $1"
}

# fail WHAT [DETAILS]
fail() {
	count=$((count + 1))
	failed=$((failed + 1))
	echo "not ok $count - $1"
	[ -n "${2-}" ] && printf '%s\n' "$2" | head -30 | sed 's/^/# /'
	return 0
}

skip() {
	count=$((count + 1))
	echo "ok $count # SKIP $1"
}

# that WHAT COMMAND...: the command succeeds.
that() {
	what=$1
	shift
	if said=$("$@" 2>&1); then pass "$what"; else fail "$what" "$said"; fi
}

# It says no, with 1: grep has 2 for a file that is not there, which would say nothing.
not() {
	"$@"
	[ $? = 1 ]
}

# The program with a status that is wanted: gives STATUS ARGUMENTS...; what it says is in $work/said.
gives() {
	wanted=$1
	shift
	"$reeve" "$@" >"$work/said" 2>&1
	got=$?
	[ $got = "$wanted" ] || { echo "status $got, not $wanted: reeve $*"; cat "$work/said"; return 1; }
}

# The same, and it says nothing.
silent() {
	gives "$@" && [ ! -s "$work/said" ] || { cat "$work/said"; return 1; }
}

says() {
	grep -qF -- "$1" "$work/said" || { echo "it does not say '$1' but:"; cat "$work/said"; return 1; }
}

# same FOLDER FOLDER: the same files with the same bytes, but for what records the machine.
same() {
	diff -rq "$1" "$2"
}

# Everything about a folder that a write to it would change.  (The count of links, and with it the time
# of the last change of status, is of the twin's making.)
listing() {
	(cd "$1" && find . -printf '%p %y %m %i %s %T@ %l\n' | sort)
}

finish() {
	echo "1..$count"
	[ $failed = 0 ]
	exit
}

# A site with a page of each kind: new_site FOLDER [MORE REPORTS].
new_site() {
	meeting=$1/content/committees/board/2026-01-14
	mkdir -p "$meeting" "$1/content/people" "$1/content/pages" "$1/content/budgets"
	cp -r "$top/tests/link/_base/." "$1"
	printf -- '---\ntitle: Councillor Ann Hale\nrole: Chair\n---\nShe farms.\n' >"$1/content/people/ann-hale.md"
	printf -- '---\ntitle: About\naliases: [old/about]\n---\nSee [the plan](../committees/board/2026-01-14/plan.md).\n' \
		>"$1/content/pages/about.md"
	printf 'LSP: Local Strategic Partnership\n' >"$1/content/glossary.yaml"
	printf 'Service,2026\nRoads,1200\nParks,300\nTotal,1500\n' >"$1/content/budgets/services.csv"
	printf 'title: Services\nunit: £k\n' >"$1/content/budgets/services.csv.yaml"
	printf '\211PNG\r\n\032\n' >"$meeting/map.png"
	cat >"$meeting/plan.md" <<-END
	---
	title: The plan
	author: ann-hale
	---
	## Money

	We spend [£1.5m](/budgets/services.csv#total) with the LSP, as [](#roads) says.

	![Services](/budgets/services.csv)

	## Roads

	Roads take [](/budgets/services.csv#roads), and [a map](map.png) shows them.

	The Road Safety Forum (RSF) met; the RSF agreed. It costs [£40k](#text-table-1/total/2026).

	Table 1: Cost of the roads (£k)

	| Item | 2026 |
	|---|--:|
	| Works | 30 |
	| Signs | 10 |
	| **Total** | **40** |
	END
	cat >"$meeting/written.md" <<-END
	---
	title: A paper with its own numbers
	numbering: written
	---
	## 1. Purpose

	1.1 To set out what paragraph 1.2 says.

	1.2 There are two ways, of which one is cheap:

	(a) this one;

	(b) that one.

	<table><tr><th>Way</th><th>£</th></tr><tr><td>This</td><td>5</td></tr><tr><td>That</td><td>6</td></tr><tr><td>Total</td><td>11</td></tr></table>
	END
	i=0
	while [ $i -lt "${2:-0}" ]; do
		i=$((i + 1))
		cat >"$meeting/report-$i.md" <<-END
		---
		title: Report $i
		summary: What report $i says
		---
		## Purpose

		Report $i follows [](plan.md#1.1) and quotes [£0.3m](/budgets/services.csv#parks).

		## Risks

		There are none in report $i.
		END
	done
}
