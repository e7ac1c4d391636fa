#!/bin/sh
# The bench of large tables: what `reeve check` of a lone file costs against libcsv alone, which reads the same
# file in blocks with callbacks that do nothing.
#
#   tests/bench/table.sh [BUILD]             BUILD/reeve and BUILD/bench/* are there; default build
#   ROWS=100000 tests/bench/table.sh         another number of rows than 1,000,000
#
# Processor time is user and system time of all processes; the two take turns, and of several runs the least
# counts.  Memory is that of the largest process (the one that reads the table), and that of all
# processes together, each at its largest, as resident pages: the file's text is among them.
set -u
cd "$(dirname "$0")/../.." || exit 2
B=$(realpath "${1:-build}") || exit 2
rows=${ROWS:-1000000}
rounds=${ROUNDS:-5}
work=$(mktemp -d "$B/bench/table.XXXXXX") || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
missed=0

least() { [ -z "$1" ] || [ "$2" -lt "$1" ] && echo "$2" || echo "$1"; }
most() { [ -z "$1" ] || [ "$2" -gt "$1" ] && echo "$2" || echo "$1"; }

# In hundredths: 1234 is 12.34.
decimal() { printf '%d.%02d' $(($1 / 100)) $(($1 % 100)); }

# bench KIND WORDS
bench() {
	file=$work/$1.csv
	"$B/bench/table" make "$1" "$rows" > "$file" || exit 2
	kb=$(($(wc -c < "$file") / 1024))
	alone= checked= largest= all=
	for round in $(seq "$rounds"); do
		got=$("$B/bench/measure" "$work/log" "$B/bench/table" read "$file") || exit 2
		alone=$(least "$alone" "${got% *}")
		got=$("$B/bench/measure" -a "$work/log" "$B/reeve" check "$file") || {
			tail -n 5 "$work/log" >&2
			exit 1
		}
		set -- "$1" "$2" $got
		checked=$(least "$checked" "$3")
		largest=$(most "$largest" "$4")
		all=$(most "$all" "$5")
	done
	times=$((checked * 100 / alone))
	memory=$((largest * 100 / kb))
	verdict=ok
	[ "$times" -le 400 ] && [ "$memory" -le 200 ] || { verdict=missed; missed=1; }
	printf '%-34s %6s MB %7s s %7s s %8s %8s %8s  %s\n' "$2" $((kb / 1024)) \
		"$(decimal $((alone / 10000)))" "$(decimal $((checked / 10000)))" "$(decimal $times)" \
		"$(decimal $memory)" "$(decimal $((all * 100 / kb)))" $verdict
	rm -f "$file"
}

printf '%-34s %9s %9s %9s %8s %8s %8s\n' "$rows rows of 6 amounts" file libcsv reeve times memory 'in all'
printf '%-34s %9s %9s %9s %8s %8s\n' '' '' '' '' '<= 4' '<= 2'
bench plain 'plain integers and a grand total'
bench quoted 'quoted amounts, "1,234.50"'
bench totals 'a total after every 20 lines'
bench group 'all lines in one group, no totals'
bench section '200,000 lines under each total'
[ $missed = 0 ]
