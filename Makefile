# reeve: the papers of a council, checked and published.
#
#   make site     install what is missing, build reeve, publish content/ to out/
#   make packs    the same, and PDFs of all packs and papers (with WeasyPrint)
#   make test     the same set-up, then every test
#   make          build/reeve alone
#   make bench-tables   what reeve makes of 59 real tables, where ../shared is
#   make bench-causes   how often the true cause of a wrong sum is named
#   make bench    speed against the Markdown parser alone, as ratios
#   make bench-table    a million rows against the CSV parser alone: time and memory
#   make fuzz     the fuzzers for ten minutes each

B    = build
CC   = gcc
OPT  = -O2 -flto=auto
WARN = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wconversion -Wvla
SAN  = -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined
ALL  = -std=c11 -D_GNU_SOURCE -Isrc -I/usr/include/libxml2 $(WARN) -MMD -MP -g $(OPT) $(CFLAGS)
LIBS = -lcmark-gfm-extensions -lcmark-gfm -lcsv -lyaml -lxml2 -lutf8proc -lxxhash

SRC   = $(sort $(wildcard src/*/*.c))
LIB   = $(filter-out src/cmd/main.c,$(SRC))
FINDINGS = content/pages/handbook/findings.md
THEME = $(sort $(wildcard themes/civic/*.* themes/civic/*/*))
UNITS = $(patsubst tests/unit/%.c,$(B)/unit/%,$(sort $(wildcard tests/unit/test_*.c)))
FUZZ  = $(patsubst tests/fuzz/%.c,$(B)/fuzz/%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))

all: $(B)/reeve

site: setup
	@$(MAKE) --no-print-directory $(B)/reeve
	$(B)/reeve build .

packs: setup-packs
	@$(MAKE) --no-print-directory $(B)/reeve
	$(B)/reeve build --pdf .

test: setup-tests
	@sh tests/run

bench: setup all $(B)/bench/floor $(B)/bench/council $(B)/bench/measure
	@sh tests/bench/run $(B)
	@$(MAKE) --no-print-directory bench-table

# A million rows, against the CSV parser alone.
bench-table: setup all $(B)/bench/table $(B)/bench/measure
	@sh tests/bench/table.sh $(B)

# Real tables, and what their totals are known to be.
bench-tables: setup all
	@python3 tests/bench/tables.py $(B)/reeve ../shared/data/tables

# Faults planted in right tables, and whether reeve names them.
bench-causes: setup all
	@python3 tests/bench/causes.py $(B)/reeve

fuzz: setup-tests
	@sh tests/fuzz/run 600

# What Debian has to bring.  Does nothing, and asks nobody, when all is there.
setup:
	@sh src/setup build
setup-packs:
	@sh src/setup packs
setup-tests:
	@sh src/setup test

$(B)/reeve: $(B)/src/cmd/main.o $(B)/libreeve.a
	@$(CC) $(ALL) -o $@ $^ $(LIBS)

$(B)/libreeve.a: $(LIB:%.c=$(B)/%.o) $(B)/civic.o $(B)/version.o
	@rm -f $@
	@ar qcs $@ $^

$(B)/%.o: %.c
	@mkdir -p $(@D)
	@echo '  CC $<'
	@$(CC) $(ALL) -c -o $@ $<

# What the program was made from: caches of another one are not trusted.
$(B)/version.c: $(SRC) $(wildcard src/*/*.h src/*/*.def) $(THEME)
	@mkdir -p $(@D)
	@printf 'extern const char reeve_version[];\nconst char reeve_version[] = "%s";\n' \
		"$$(cat $^ | cksum | tr ' ' '-')" > $@
$(B)/version.o: $(B)/version.c
	@$(CC) $(ALL) -c -o $@ $<

# The default theme and the handbook's page of findings ride inside the program.
$(B)/civic.c: src/cmd/embed $(THEME) $(FINDINGS)
	@mkdir -p $(@D)
	@sh src/cmd/embed themes/civic $(FINDINGS) > $@.new && mv $@.new $@
$(B)/civic.o: $(B)/civic.c
	@echo '  CC $<'
	@$(CC) $(ALL) -c -o $@ $<

units: $(UNITS)
$(B)/unit/%: tests/unit/%.c $(B)/libreeve.a
	@mkdir -p $(@D)
	@$(CC) $(ALL) -o $@ $< $(B)/libreeve.a $(LIBS) -lcmocka

# The fuzzers run under libFuzzer where there is clang, else over their seeds and random bytes.
fuzzers: $(FUZZ)
$(B)/fuzz/%: tests/fuzz/%.c tests/fuzz/driver.c $(B)/libreeve.a tests/fuzz/balanced.h
	@mkdir -p $(@D)
	@$(CC) $(ALL) -o $@ $< tests/fuzz/driver.c $(B)/libreeve.a $(LIBS)

$(B)/bench/council: tests/bench/words.h
$(B)/bench/%: tests/bench/%.c
	@mkdir -p $(@D)
	@$(CC) $(ALL) -o $@ $< -lcmark-gfm-extensions -lcmark-gfm -lcsv

clean:
	rm -rf build .reeve

.PHONY: all site packs test bench bench-table bench-tables bench-causes fuzz setup setup-packs setup-tests units fuzzers clean
.SECONDARY:
-include $(SRC:%.c=$(B)/%.d)
