# briefgen: `make brief` gives a briefing of input/, `make test` runs every test. See README.md.
PREFIX ?= /usr/local
CC ?= gcc
BUILD ?= build/$(CC)
CFLAGS ?= -O2 -g
WARN = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes
LIBS = libxml-2.0 freetype2 harfbuzz harfbuzz-subset fontconfig icu-uc md4c jansson
PKG_CFLAGS = $(shell pkg-config --cflags $(LIBS))
PKG_LIBS = $(shell pkg-config --libs $(LIBS)) -lhpdf -lm -pthread
DEFINES = -D_GNU_SOURCE -DBRIEFGEN_DATA='"$(PREFIX)/share/briefgen"'
COMPILE = $(CC) -std=c11 $(WARN) $(CFLAGS) $(SANITIZE) $(DEFINES) -Isrc $(PKG_CFLAGS)

SOURCES := $(sort $(wildcard src/*.c src/*/*.c))
OBJECTS = $(SOURCES:src/%.c=$(BUILD)/%.o)
LIBRARY = $(filter-out $(BUILD)/main.o,$(OBJECTS))
UNITS := $(sort $(wildcard tests/unit/*.c))

.PHONY: all deps test-deps brief test lint format install clean bench sanitize both
all: both

both:
	@$(MAKE) --no-print-directory CC=gcc build/gcc/briefgen
	@$(MAKE) --no-print-directory CC=clang build/clang/briefgen
	@ln -sf build/gcc/briefgen briefgen

$(BUILD)/briefgen: $(OBJECTS)
	$(CC) $(CFLAGS) $(SANITIZE) -o $@ $^ $(PKG_LIBS)

$(BUILD)/%.o: src/%.c
	@mkdir -p $(@D)
	$(COMPILE) -MMD -MP -c -o $@ $<

$(BUILD)/unit/%: tests/unit/%.c $(LIBRARY)
	@mkdir -p $(@D)
	$(COMPILE) -MMD -MP -o $@ $< $(LIBRARY) $(PKG_LIBS) -lcmocka

.PHONY: units
units: $(UNITS:tests/unit/%.c=$(BUILD)/unit/%)

-include $(OBJECTS:.o=.d) $(wildcard $(BUILD)/unit/*.d)
