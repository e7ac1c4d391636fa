# Reads the TAP of one test program.  Prints its counts, what failed with what was said about
# it and how to run it alone, and what was skipped and why.

function keep(line)
{
	if (kept++ < 40)
		text = text "       " substr(line, 1, 400) "\n"
}

function fail(what)
{
	failed++
	failing = 1
	kept = 0
	text = text "  FAIL " name (what == "" ? "" : ": " what) "\n"
}

function skip(what)
{
	skipped++
	text = text "  SKIP " name ": " what "\n"
}

function tail_of_log(    i)
{
	for (i = lines > 30 ? lines - 29 : 1; i <= lines; i++)
		keep(line[i])
}

{ line[++lines] = $0 }

/^1\.\.[0-9]+/ {
	planned += substr($1, 4)
	next
}
/^(not )?ok .*# SKIP/ {		# as cmocka says it, not ok
	failing = 0
	skip(substr($0, index($0, "# SKIP") + 7))
	next
}
/^ok / {
	failing = 0
	passed++
	next
}
/^not ok / {
	sub(/^not ok [0-9]* *-? */, "")
	fail($0)
	next
}
failing && !/^(TAP version|#? *$)/ {
	sub(/^# ?/, "")
	keep($0)
}

END {
	failing = 0
	if (passed + failed + skipped + planned == 0) {
		if (status == 0)
			passed = 1
		else if (status == 77)
			skip(line[lines])
		else {
			fail(status == 124 ? "took more than " seconds " s" : "status " status)
			tail_of_log()
		}
	} else if (status == 124 || status == 137) {
		fail("took more than " seconds " s")
	} else if ((status != 0 && !failed) || planned > passed + failed + skipped) {
		fail("ended early, with status " status)
		tail_of_log()
	}
	if (failed)
		text = text "       alone: " how "\n"
	printf "counts\t%d\t%d\t%d\n%s", passed, failed, skipped, text
}
