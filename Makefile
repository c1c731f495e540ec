# briefgen: `make brief` gives a briefing of input/, `make test` runs every test. See README.md.
PREFIX ?= /usr/local
CC = gcc
BUILD = build/$(CC)
CFLAGS = -O2 -g
WARN = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes
LIBS = libxml-2.0 freetype2 harfbuzz harfbuzz-subset fontconfig icu-uc md4c jansson libmd libdeflate libpng libjpeg lcms2 libseccomp
# Not linked, but opened by the few runs that need it: util/library.c.
LATE = librsvg-2.0 libqpdf libmicrohttpd libzip
PKG_CFLAGS := $(shell pkg-config --cflags $(LIBS) $(LATE) 2>/dev/null)
PKG_LIBS := $(shell pkg-config --libs $(LIBS) 2>/dev/null) -lhyphen -lm -pthread
COMPILE = $(CC) -std=c11 $(WARN) $(CFLAGS) $(SANITIZE) -D_GNU_SOURCE -Isrc $(PKG_CFLAGS)

SOURCES := $(sort $(wildcard src/*.c src/*/*.c))
OBJECTS = $(SOURCES:src/%.c=$(BUILD)/%.o)
LIBRARY = $(BUILD)/briefgen.a
UNITS := $(sort $(wildcard tests/unit/*.c))
FUZZERS := $(sort $(wildcard tests/fuzz/*.c))
MAKE_QUIET = $(MAKE) --no-print-directory
JOBS := -j$(shell nproc)

.PHONY: all program clang units fuzzers deps test-deps brief test lint format docs pictures sanitize valgrind \
        analyze analyze-deps fuzz pages clreq bench bench-check install deb deb-deps clean po
all: program clang

program: build/gcc/briefgen
	@cmp -s $< briefgen || cp -f $< briefgen
clang:
	+@$(MAKE_QUIET) CC=clang build/clang/briefgen

$(BUILD)/briefgen: $(OBJECTS) | locale/zh_CN/LC_MESSAGES/briefgen.mo
	@echo "$(CC) $@"
	@$(CC) $(CFLAGS) $(LDFLAGS) $(SANITIZE) -o $@ $^ $(PKG_LIBS)

# All but main(): a test is linked with what it calls, which takes a fraction of the time.
$(LIBRARY): $(filter-out $(BUILD)/main.o,$(OBJECTS))
	@rm -f $@
	@ar rcs $@ $^

# The colours of a PDF, built in.
$(BUILD)/pdf/profile.o: SRGB = -DSRGB_PROFILE='"/usr/share/color/icc/sRGB.icc"'

# What these are called by: another name in each release of Debian.
$(BUILD)/verify.o $(BUILD)/pdf/linear.o: SONAME = -DLIBQPDF='"$(shell scripts/soname qpdf)"'
$(BUILD)/acquire/docx_zip.o: SONAME = -DLIBZIP='"$(shell scripts/soname zip)"'
$(BUILD)/serve/http.o: SONAME = -DLIBMICROHTTPD='"$(shell scripts/soname microhttpd)"'
$(BUILD)/image/svg.o: SONAME = -DLIBRSVG='"$(shell scripts/soname rsvg-2)"'

# The simplified forms of characters, built in.
$(BUILD)/digest/script.o: $(BUILD)/digest/simplified.inc
$(BUILD)/digest/script.o: TABLE = -I$(BUILD)
$(BUILD)/digest/simplified.inc: scripts/simplified
	@mkdir -p $(@D)
	@$< > $@

$(BUILD)/%.o: src/%.c
	@mkdir -p $(@D)
	@echo "$(CC) $<"
	@$(COMPILE) $(SRGB) $(SONAME) $(TABLE) -MMD -MP -c -o $@ $<

# Messages: `make po` brings po/ up to date with the sources.
locale/%/LC_MESSAGES/briefgen.mo: po/%.po
	@mkdir -p $(@D)
	@echo "msgfmt $<"
	@msgfmt --check -o $@ $<
po:
	scripts/po-template build/briefgen.pot
	msgmerge --quiet --update --backup=none --no-fuzzy-matching po/zh_CN.po build/briefgen.pot

units: $(UNITS:tests/unit/%.c=$(BUILD)/unit/%)
$(BUILD)/unit/%: tests/unit/%.c $(LIBRARY)
	@mkdir -p $(@D)
	@echo "$(CC) $<"
	@$(COMPILE) -MMD -MP -o $@ $< $(LIBRARY) $(PKG_LIBS) -lcmocka -lz

$(BUILD)/fuzz/docx: MAKES_DOCX = -lzip
# libFuzzer is clang's. On objects that were built without coverage it can only run seeds, which is what tests do.
fuzzers: $(FUZZERS:tests/fuzz/%.c=$(BUILD)/fuzz/%)
$(BUILD)/fuzz/%: tests/fuzz/%.c $(LIBRARY)
	@mkdir -p $(@D)
	@echo "clang $<"
	@$(COMPILE) -fsanitize=fuzzer -MMD -MP -o $@ $< $(LIBRARY) $(PKG_LIBS) $(MAKES_DOCX)

$(BUILD)/bench/%: bench/%.c $(LIBRARY)
	@mkdir -p $(@D)
	@echo "$(CC) $<"
	@$(COMPILE) -MMD -MP -o $@ $< $(LIBRARY) $(PKG_LIBS)

-include $(OBJECTS:.o=.d) $(wildcard $(BUILD)/unit/*.d $(BUILD)/fuzz/*.d $(BUILD)/bench/*.d)

# What is missing from packages.apt is installed; nothing is called when nothing is.
deps:
	@scripts/deps build fonts
test-deps:
	@scripts/deps build fonts tests

brief: deps
	@$(MAKE_QUIET) $(JOBS) program
	@mkdir -p out
	./briefgen input/ -o out/weekly.pdf

test: test-deps
	@$(MAKE_QUIET) $(JOBS) all units build/gcc/bench/layout
	@$(MAKE_QUIET) $(JOBS) CC=clang fuzzers
	@tests/run $(TESTS)

lint: test-deps
	@scripts/lint

# Static analysis by four tools; minutes of processor time.
analyze: analyze-deps
	@scripts/analyze
analyze-deps:
	@scripts/deps build fonts analysis

format: test-deps
	clang-format -i $(wildcard src/*.[ch] src/*/*.[ch] tests/unit/*.[ch] tests/fuzz/*.[ch] bench/*.c)

docs:
	scripts/styles-doc.py styles/style.xsd > docs/styles.md
	scripts/reading-doc.py > build/reading.md && mv build/reading.md docs/reading.md
	scripts/typesetting-doc.py > build/typesetting.md && mv build/typesetting.md docs/typesetting.md
	scripts/clreq --markdown > build/clreq.md && mv build/clreq.md docs/clreq.md

# The pages that README.md shows.
pictures: test-deps
	@$(MAKE_QUIET) $(JOBS) program
	@scripts/pictures

# The whole test suite under the address and undefined-behaviour sanitizers, or under valgrind. Fuzzing has a build of its own:
# the counters that tell a fuzzer where it has been make everything slower.
WATCHED = CC=clang CFLAGS="-O1 -g -fno-omit-frame-pointer"
SANITIZED = $(WATCHED) BUILD=build/sanitize SANITIZE="-fsanitize=address,undefined -fno-sanitize-recover=undefined"
FUZZED = $(WATCHED) BUILD=build/fuzzed SANITIZE="-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined"
sanitize: test-deps
	@$(MAKE_QUIET) $(JOBS) all
	@$(MAKE_QUIET) $(JOBS) $(SANITIZED) build/sanitize/briefgen units fuzzers
	@tests/run --program build/sanitize/briefgen --units build/sanitize/unit --fuzz build/sanitize/fuzz $(TESTS)
valgrind: test-deps
	@$(MAKE_QUIET) $(JOBS) program units
	@$(MAKE_QUIET) $(JOBS) CC=clang fuzzers
	@tests/run --wrap "valgrind -q --error-exitcode=99 --leak-check=full \
	  --errors-for-leak-kinds=definite --suppressions=$(CURDIR)/tests/valgrind.supp"

# T seconds of each fuzz target, or of TARGET alone; what it finds is kept in build/fuzz/crashes.
T = 600
fuzz: test-deps
	@$(MAKE_QUIET) $(JOBS) $(FUZZED) fuzzers
	@scripts/fuzz $(T) $(TARGET)

# How near the reading of pages comes to their answers.
pages: deps
	@$(MAKE_QUIET) $(JOBS) program
	@tests/pages/score

# Which requirements of Chinese layout the pages meet, by the geometry of finished PDFs.
clreq: test-deps
	@$(MAKE_QUIET) $(JOBS) program
	@scripts/clreq

# What the cache saves.
bench-cache: deps
	@$(MAKE_QUIET) $(JOBS) program
	@scripts/bench-cache --callgrind

bench: deps
	@$(MAKE_QUIET) $(JOBS) program build/gcc/bench/layout
	@scripts/bench
	@scripts/bench-acquire
	@scripts/bench-layout
	@if command -v npm >/dev/null; then scripts/bench-rivals; fi

# Instructions of every stage beside bench/baseline; scripts/bench-check --update writes that anew.
bench-check: test-deps
	@$(MAKE_QUIET) $(JOBS) program
	@scripts/bench-check

ROOT = $(DESTDIR)$(PREFIX)
DATA = $(ROOT)/share/briefgen
DOC = $(ROOT)/share/doc/briefgen
UNITS_DIR = $(PREFIX)/lib/systemd/system
install: program
	install -d $(ROOT)/bin $(DATA)/styles $(DATA)/fonts
	install -m 755 build/gcc/briefgen operate/briefgen-issue $(ROOT)/bin
	install -m 644 styles/*.xml styles/*.xsd $(DATA)/styles
	install -D -m 644 -t $(DATA)/serve serve/*
	install -D -m 644 -t $(DATA)/locale/zh_CN/LC_MESSAGES locale/zh_CN/LC_MESSAGES/briefgen.mo
	find fonts -maxdepth 1 -type f -exec install -m 644 {} $(DATA)/fonts \;
	install -D -m 644 -t $(ROOT)/share/man/man1 man/*.1
	install -D -m 644 completion/briefgen $(ROOT)/share/bash-completion/completions/briefgen
	install -D -m 644 operate/briefgen.sysusers $(ROOT)/lib/sysusers.d/briefgen.conf
	install -d $(DESTDIR)$(UNITS_DIR)
	sed 's|@BINDIR@|$(PREFIX)/bin|' operate/briefgen@.service > $(DESTDIR)$(UNITS_DIR)/briefgen@.service
	install -m 644 operate/briefgen@.timer $(DESTDIR)$(UNITS_DIR)
	install -D -m 644 -t $(DOC)/examples operate/example.conf operate/cron.example
	install -m 755 examples/*.sh $(DOC)/examples
	install -m 644 examples/README.md $(DOC)/examples
	install -m 644 docs/editors.md docs/styles.md docs/page-*.png $(DOC)

# The Debian package, made from the files that git knows, in build/deb.
deb: deb-deps
	rm -rf build/deb && mkdir -p build/deb/briefgen
	git ls-files -z | xargs -0 cp --parents -t build/deb/briefgen
	cd build/deb/briefgen && dpkg-buildpackage --no-sign --build=binary
	lintian --fail-on error,warning build/deb/*.changes
deb-deps:
	@scripts/deps build package

clean:
	rm -rf build briefgen
