# `make help` lists what can be made. GNU make 4.2 or newer; everything made lies under build/.

VERSION = 0.1.0
SOVER = 0

# The modules, lowest layer first; those of the domain by subject. A file may include its own layer and those above it in
# this list.
BASE = \
	arena \
	buffer \
	date \
	date_forms \
	embedded \
	input \
	lookup \
	memory \
	message \
	output \
	regex \
	sandbox \
	stems \
	text \
	utf8 \
	windows
RECORDS = \
	ansel \
	bind \
	definition \
	fitting \
	gedcom \
	gedcom_charset \
	page \
	prose \
	reader \
	rec \
	rejects \
	schema \
	share \
	side \
	table \
	unmapped \
	writer \
	writer_table
DEFINITIONS = \
	attendance_rules \
	crosswalk \
	dashboard \
	decision_rules \
	disclosure_rules \
	expression \
	family_rules \
	forms \
	forms_load \
	framework \
	framework_load \
	holidays \
	intervals \
	kin_words \
	measure_conditions \
	measures \
	outcomes \
	pattern_needs \
	pattern_stems \
	pattern_syntax \
	pattern_text \
	patterns \
	patterns_index \
	patterns_load \
	phrases \
	plan_goals \
	plan_rules \
	terms \
	value_names
DOMAIN = \
	date_words \
	disclosure/disclosure \
	disclosure/disclosure_path \
	disclosure/disclosure_proof \
	disclosure/disclosure_repair \
	disclosure/disclosure_simplex \
	disclosure/disclosure_solve \
	disclosure/disclosure_table \
	family/family \
	family/family_ages \
	family/family_book \
	family/family_check \
	family/family_check_ties \
	family/family_complete \
	family/family_gedcom \
	family/family_gedcom_read \
	family/family_gedcom_uses \
	family/family_kin \
	family/family_part \
	family/family_pedigree \
	family/family_privacy \
	family/family_rows \
	family/family_sibships \
	family/family_split \
	family/family_table \
	family/family_take \
	family/gedcom_dates \
	form/form \
	form/form_check \
	form/form_new \
	form/form_privacy \
	form/form_table \
	genogram/genogram \
	genogram/genogram_ages \
	genogram/genogram_bonds \
	genogram/genogram_border \
	genogram/genogram_channels \
	genogram/genogram_cost \
	genogram/genogram_household \
	genogram/genogram_items \
	genogram/genogram_lanes \
	genogram/genogram_lines \
	genogram/genogram_moves \
	genogram/genogram_order \
	genogram/genogram_place \
	genogram/genogram_rows \
	genogram/genogram_search \
	genogram/genogram_slashes \
	genogram/genogram_straighten \
	genogram/genogram_uprights \
	measures/annex_a \
	measures/annex_a_read \
	measures/measure_bind \
	measures/measure_compare \
	measures/measure_counts \
	measures/measure_disclosure \
	measures/measure_events \
	measures/measure_families \
	measures/measure_grid \
	measures/measure_keys \
	measures/measure_links \
	measures/measure_open \
	measures/measure_periods \
	measures/measure_results \
	measures/measure_rows \
	measures/measure_run \
	measures/measure_source \
	measures/measure_write \
	notes/attendance \
	notes/context \
	notes/mentions \
	notes/note_rows \
	notes/note_scan \
	notes/pattern_files \
	notes/pattern_fill \
	notes/pattern_lint \
	notes/sentences \
	people/ages \
	people/names \
	people/people_index \
	people/privacy \
	people/privacy_words \
	plan/action_rows \
	plan/actions_due \
	plan/family_needs \
	plan/owners \
	plan/plan_check \
	plan/plan_check_ids \
	plan/plan_check_sides \
	plan/plan_check_write \
	plan/plan_cover \
	plan/plan_days \
	plan/plan_draft \
	plan/plan_progress \
	plan/plan_words \
	plan/plans \
	plan/service_gaps \
	plan/service_proposals \
	plan/services \
	problems \
	review/outcome_results \
	review/outcome_write \
	review/review_agenda \
	review/review_decide \
	review/review_facts \
	review/review_leads \
	review/review_plans \
	review/review_rows \
	review/review_signals \
	review/reviews_due \
	review/scale_changes \
	review/scales \
	review/scales_privacy \
	threshold/caseload \
	threshold/child_index \
	threshold/compare \
	threshold/compare_counts \
	threshold/decisions \
	threshold/entries \
	threshold/explain \
	threshold/explain_record \
	threshold/grouping \
	threshold/indicator_rows \
	threshold/level_rows \
	threshold/level_writer \
	threshold/levels \
	threshold/lists \
	threshold/move \
	threshold/suggest \
	timeline/chronology \
	timeline/chronology_check \
	timeline/chronology_people \
	timeline/chronology_told \
	timeline/event_files \
	timeline/event_merge \
	timeline/event_merge_join \
	timeline/event_rows \
	timeline/event_sources \
	timeline/event_writer \
	timeline/journey_counts \
	timeline/journey_join \
	timeline/journey_marks \
	timeline/journey_rows \
	timeline/journey_rules \
	timeline/journey_writer \
	timeline/journeys \
	timeline/timeline \
	timeline/timeline_bars \
	timeline/timeline_row \
	timeline/timeline_scale \
	timeline/timeline_side
RENDER = \
	calendar \
	due_page \
	due_sheet \
	explanation \
	explanation_lines \
	form_html \
	form_page \
	form_text \
	genogram \
	genogram_drawing \
	genogram_key \
	genogram_labels \
	genogram_page \
	genogram_sheets \
	genogram_symbols \
	genogram_text \
	genogram_words \
	lettering \
	lettering_widths \
	measures_chart \
	measures_html \
	measures_page \
	measures_panels \
	measures_style \
	measures_tables \
	measures_text \
	measures_view \
	palette \
	plan_html \
	plan_page \
	plan_page_actions \
	plan_text \
	reviews_due_page \
	scale_line \
	scale_page \
	scale_sheet \
	scale_star \
	scale_view \
	svg \
	timeline \
	timeline_drawing \
	timeline_key \
	timeline_labels \
	timeline_line \
	timeline_page
# What lib/eh.h shows to other programs; files of lib/ itself.
INTERFACE = eh
# What the programs share, and the programs.
FRONT = \
	directory \
	front \
	front_files \
	front_help \
	front_options \
	front_privacy \
	front_progress
PROGRAMS = \
	eh-assess \
	eh-genogram \
	eh-plan \
	eh-review \
	eh-threshold \
	eh-timeline
# Modules of one program alone.
eh-assess_PARTS = \
	assess_attendance \
	assess_forms \
	assess_lint \
	assess_scan
eh-genogram_PARTS = \
	genogram_check \
	genogram_draw \
	genogram_input \
	genogram_table
eh-plan_PARTS = \
	plan_check \
	plan_draft \
	plan_due \
	plan_form \
	plan_services
eh-review_PARTS = \
	review_annex_a \
	review_decide \
	review_due \
	review_measures \
	review_outcomes \
	review_scales
eh-threshold_PARTS = \
	threshold_counts \
	threshold_verbs
eh-timeline_PARTS = \
	timeline_as \
	timeline_check \
	timeline_draw \
	timeline_journey \
	timeline_table
# Run while the library is built, and not installed.
TOOLS = freeze
# Shared by the unit tests; each other file of tests/unit/ is a program.
UNIT =

# Yours to set, with CC, CPPFLAGS, CFLAGS and LDFLAGS (which follow our own flags), DESTDIR, and V=1 to see the commands.
PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
LIBDIR ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
DATADIR ?= $(PREFIX)/share
MANDIR ?= $(DATADIR)/man
PKG_CONFIG ?= pkg-config
# libcsv comes without a pkg-config file.
CSV_LIBS ?= -lcsv
PCRE2_LIBS ?= $(shell $(PKG_CONFIG) --libs libpcre2-8)
# Seconds for each fuzz target.
TIME ?= 60

# Another directory holds another kind of build: make BUILD=build/asan SANITIZE=address,undefined
BUILD = build
SANITIZE =
OBJ = $(BUILD)/obj
LIBEH = $(BUILD)/lib/libeh.a
SHARED = $(BUILD)/lib/libeh.so.$(VERSION)

MODULES = $(BASE:%=lib/base/%) $(RECORDS:%=lib/records/%) $(DEFINITIONS:%=lib/definitions/%) \
	$(DOMAIN:%=lib/domain/%) $(RENDER:%=lib/render/%) $(INTERFACE:%=lib/%)
PARTS = $(foreach p,$(PROGRAMS),$($p_PARTS))
COMMANDS = $(FRONT:%=cmd/%) $(PROGRAMS:%=cmd/%) $(PARTS:%=cmd/%)
SOURCES = $(MODULES:%=%.c) $(COMMANDS:%=%.c) $(TOOLS:%=cmd/%.c)
LIB_OBJ = $(MODULES:%=$(OBJ)/%.o) $(OBJ)/gen/embedded.o $(OBJ)/gen/patterns.o
BINARIES = $(PROGRAMS:%=$(BUILD)/bin/%)
SHARE := $(shell find share \( -name completions -o -name debian \) -prune -o -type f ! -name '.*' ! -name '*~' -print | LC_ALL=C sort)
EXAMPLES := $(shell find examples -type f ! -name '.*' ! -name '*~' | LC_ALL=C sort)
EXAMPLE_PROGRAMS := $(shell find examples -type f -perm -u+x)
TESTS = $(wildcard tests/cli/*.t tests/property/*.t)
UNIT_TESTS = $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(filter-out $(UNIT:%=tests/unit/%.c),$(wildcard tests/unit/*.c)))
FUZZERS = $(patsubst tests/fuzz/%.c,$(BUILD)/bin/fuzz-%,$(wildcard tests/fuzz/*.c))

LIBS = $(CSV_LIBS) $(PCRE2_LIBS)

# Every compiler takes these.
FLAGS = -std=c11 -D_POSIX_C_SOURCE=200809L -DEH_VERSION='"$(VERSION)"' -Ilib -I. -g -O2 -fPIC -fvisibility=hidden
# No fence: the leak checker looks into /proc when a run ends.
SANITIZED = $(if $(SANITIZE),-fsanitize=$(SANITIZE) -fno-sanitize-recover=all -fno-omit-frame-pointer -DEH_NO_SANDBOX)

# These are tried one by one.
WARNINGS = -Wall -Wextra -Wformat=2 -Wconversion -Wsign-conversion -Wshadow -Wvla -Wstrict-prototypes \
	-Wmissing-prototypes -Wold-style-definition -Wpointer-arith -Wwrite-strings -Wsign-compare \
	-Wimplicit-fallthrough -Wtrampolines -Wbidi-chars=any -fno-common \
	-Werror=format-security -Werror=implicit -Werror=incompatible-pointer-types -Werror=int-conversion
# Those of the OpenSSF compiler options guide of June 2026. They define what C leaves undefined, which is just what the
# sanitizers look for.
ifndef SANITIZE
HARDENING = -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -fstrict-flex-arrays=3 -fstack-clash-protection \
	-fstack-protector-strong -fcf-protection=full -mbranch-protection=standard -fno-delete-null-pointer-checks \
	-fno-strict-overflow -fno-strict-aliasing -ftrivial-auto-var-init=zero -fzero-init-padding-bits=all
endif
LINK_HARDENING = -Wl,-z,noexecstack -Wl,-z,relro -Wl,-z,now -Wl,--as-needed

# What the compiler was found to take; a recipe is expanded only after these files are made.
COMPILE = $(CC) $(FLAGS) $(SANITIZED) $(file <$(BUILD)/flags.compile) $(CPPFLAGS) $(CFLAGS)
LINK = $(SANITIZED) $(file <$(BUILD)/flags.link) $(LDFLAGS)

Q = $(if $(V),,@)
# $(call begin,WORD,FILE): the directory of the target, and a line that says what is done.
begin = @mkdir -p $(@D)$(if $(V),, && printf '  %-6s%s\n' $(1) $(2))
# A fresh clone is built on two processors, unless make was told how many.
JOBS = $(if $(filter -j%,$(MAKEFLAGS)),,-j2) --no-print-directory

.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: all unit fuzzers demo check test test-neighbours redo check-asan check-ubsan check-valgrind check-fault \
	coverage fuzz bench lint analyze format install uninstall dist distcheck deb clean help sources FORCE

all: $(BINARIES) $(LIBEH) $(BUILD)/lib/libeh.so $(BUILD)/eh-uninstalled.pc ## programs and libraries (the default)

unit: $(UNIT_TESTS)

fuzzers: $(FUZZERS)

# --- Compiling -------------------------------------------------------------------------------------------------------

# Changes when a compiler or a flag does; all that is compiled depends on it.
SETTINGS = $(CC) $(FLAGS) $(SANITIZED) $(WARNINGS) $(HARDENING) $(LINK_HARDENING) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS)

$(BUILD)/settings: FORCE
	@mkdir -p $(@D)
	@echo '$(subst ','\'',$(SETTINGS))' | cmp -s - $@ || echo '$(subst ','\'',$(SETTINGS))' >$@

# $(call accepted,FLAGS,MORE): keeps in the target those FLAGS that the compiler takes without a warning.
define accepted
@echo '#include <stdio.h>' >$@.c; echo 'int main(void) { return 0; }' >>$@.c
@$(CC) -c -o $@.tmp $@.c || { echo '$(CC) does not work; tests/install-packages.sh build installs what is missing'; exit 1; }
@for flag in $(1); do \
	if $(CC) -Wall -O2 -U_FORTIFY_SOURCE -Werror $$flag $(2) -o $@.tmp $@.c 2>/dev/null; then printf '%s ' "$$flag"; fi; \
done >$@; rm -f $@.c $@.tmp
endef

$(BUILD)/flags.compile: $(BUILD)/settings
	$(call accepted,$(WARNINGS) $(HARDENING),-c)

$(BUILD)/flags.link: $(BUILD)/settings
	$(call accepted,$(LINK_HARDENING))

$(OBJ)/%.o: %.c $(BUILD)/flags.compile
	$(call begin,CC,$<)
	$(Q)$(COMPILE) -MMD -MP -c -o $@ $<

$(OBJ)/gen/%.o: $(BUILD)/gen/%.c $(BUILD)/flags.compile
	$(call begin,CC,$<)
	$(Q)$(COMPILE) -MMD -MP -c -o $@ $<

# The directories stand here because a file that goes away changes only them.
$(BUILD)/gen/embedded.c: lib/embed.sh $(SHARE) $(sort $(dir $(SHARE)))
	$(call begin,EMBED,share)
	$(Q)lib/embed.sh share $(SHARE) >$@

# The patterns as they are after loading, by a program of the lower layers that reads what was embedded.
FREEZE_OBJ = $(BASE:%=$(OBJ)/lib/base/%.o) $(RECORDS:%=$(OBJ)/lib/records/%.o) \
	$(DEFINITIONS:%=$(OBJ)/lib/definitions/%.o) $(OBJ)/gen/embedded.o $(OBJ)/cmd/freeze.o

$(BUILD)/gen/freeze: $(FREEZE_OBJ) $(BUILD)/flags.link
	$(call begin,LINK,$@)
	$(Q)$(CC) -pie $(LINK) -o $@ $(FREEZE_OBJ) $(LIBS)

# Written only when it changes: it takes long to compile, and most of share is something else.
$(BUILD)/gen/frozen: $(BUILD)/gen/freeze
	$(call begin,FREEZE,share/patterns)
	$(Q)$(BUILD)/gen/freeze >$(@D)/new.c
	$(Q)if cmp -s $(@D)/new.c $(@D)/patterns.c; then rm $(@D)/new.c; else mv $(@D)/new.c $(@D)/patterns.c; fi
	@touch $@

$(BUILD)/gen/patterns.c: $(BUILD)/gen/frozen
	$(Q)test -f $@ || $(BUILD)/gen/freeze >$@

# Appended, not replaced: two layers may have modules of one name.
$(LIBEH): $(LIB_OBJ) Makefile
	$(call begin,AR,$@)
	$(Q)rm -f $@ && $(AR) qcs $@ $(LIB_OBJ)

# A name that nothing defines is an error here, not at the user's; the sanitizers' own names come with the program.
$(SHARED): $(LIB_OBJ) $(BUILD)/flags.link Makefile
	$(call begin,LINK,$@)
	$(Q)$(CC) -shared -Wl,-soname,libeh.so.$(SOVER) $(if $(SANITIZE),,-Wl,-z,defs) $(LINK) -o $@ $(LIB_OBJ) $(LIBS)

$(BUILD)/lib/libeh.so: $(SHARED)
	$(Q)ln -sf $(<F) $@.$(SOVER) && ln -sf $(<F) $@

define link_program
$(call begin,LINK,$@)
$(Q)$(CC) -pie $(LINK) $(1) -o $@ $(filter %.o %.a,$^) $(LIBS)
endef

.SECONDEXPANSION:
$(BINARIES): $(BUILD)/bin/%: $(OBJ)/cmd/%.o $$(foreach m,$(FRONT) $$($$*_PARTS),$(OBJ)/cmd/$$m.o) $(LIBEH) $(BUILD)/flags.link
	$(call link_program)

$(UNIT_TESTS): $(BUILD)/unit/%: $(OBJ)/tests/unit/%.o $(UNIT:%=$(OBJ)/tests/unit/%.o) $(LIBEH) $(BUILD)/flags.link
	$(call link_program)

$(FUZZERS): $(BUILD)/bin/fuzz-%: $(OBJ)/tests/fuzz/%.o $(LIBEH) $(BUILD)/flags.link
	$(call link_program,-fsanitize=fuzzer)

$(BUILD)/fault/inject.so: $(wildcard tests/fault/*.[ch])
	@mkdir -p $(@D)
	$(CC) -std=c11 -D_GNU_SOURCE -O2 -Wall -Wextra -fPIC -shared -o $@ $(filter %.c,$^) -ldl

-include $(shell find $(OBJ) -name '*.d' 2>/dev/null)

# --- Testing ---------------------------------------------------------------------------------------------------------

# $(call prove,TESTS,SETTINGS): fails when a test fails, and when there is none.
define prove
@test -n "$(strip $(1))" || { echo 'there is no test for $@'; exit 1; }
BIN=$(abspath $(BUILD))/bin $(2) prove -j2 $(1)
endef

demo: ## install what is missing, build, and follow one family through all six programs
	@tests/install-packages.sh build
	@$(MAKE) $(JOBS) all
	BIN=$(abspath $(BUILD))/bin examples/demo.sh

check test: ## install what is missing, build, and run every test
	@tests/install-packages.sh build test
	@$(MAKE) $(JOBS) all unit
	$(call prove,$(UNIT_TESTS) $(TESTS))

# Outside CI, a test of what cannot be had is left out, and says so.
test-neighbours: ## the programs in pipes with other people's
	@tests/install-packages.sh build
	@tests/install-packages.sh neighbours || test -z "$${CI:-}" || exit 1
	@$(MAKE) $(JOBS) all
	$(call prove,$(wildcard tests/neighbours/*.t))

redo: ## write the golden files anew; look at the difference before you commit it
	@$(MAKE) $(JOBS) all
	$(call prove,$(TESTS),REDO=1)

check-asan check-ubsan: ## every test under AddressSanitizer and UndefinedBehaviorSanitizer
	@$(MAKE) --no-print-directory BUILD=build/asan SANITIZE=address,undefined check

# Without hardening, or values that were never set would be zero.
check-valgrind: ## the command tests under valgrind
	@tests/install-packages.sh build test valgrind
	@$(MAKE) $(JOBS) BUILD=build/valgrind HARDENING= all
	@mkdir -p build/valgrind/wrapped
	@for program in $(PROGRAMS); do \
		printf '#!/bin/sh\nexec valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite %s "$$@"\n' \
			"$(CURDIR)/build/valgrind/bin/$$program" >build/valgrind/wrapped/$$program; \
		chmod +x build/valgrind/wrapped/$$program; \
	done
	$(call prove,$(TESTS),BIN=$(CURDIR)/build/valgrind/wrapped)

check-fault: ## failing memory, reads and writes, one at a time
	@tests/install-packages.sh build test
	@$(MAKE) $(JOBS) all $(BUILD)/fault/inject.so
	$(call prove,$(wildcard tests/fault/*.t),INJECT=$(abspath $(BUILD))/fault/inject.so)

coverage: ## lines and branches that the tests reach, layer by layer
	@tests/install-packages.sh build test coverage
	@$(MAKE) --no-print-directory BUILD=build/coverage HARDENING= CFLAGS='--coverage -O0 -DEH_NO_SANDBOX' LDFLAGS=--coverage check
	@tests/lint/coverage.sh build/coverage

fuzz: ## each reader fed with broken input for TIME seconds
	@tests/install-packages.sh build fuzz
	@$(MAKE) $(JOBS) CC=clang BUILD=build/fuzz SANITIZE=fuzzer-no-link,address,undefined fuzzers
	@set -e; for name in $(FUZZERS:$(BUILD)/bin/fuzz-%=%); do \
		echo "fuzzing $$name for $(TIME) seconds"; \
		mkdir -p build/fuzz/found/$$name; \
		build/fuzz/bin/fuzz-$$name -max_total_time=$(TIME) -timeout=10 -print_final_stats=1 -verbosity=0 \
			-artifact_prefix=build/fuzz/crash-$$name- build/fuzz/found/$$name $$(find tests/corpus/$$name -prune -type d 2>/dev/null); \
	done

bench: ## speed and size, as ratios to other programs
	@tests/install-packages.sh build bench
	@$(MAKE) $(JOBS) all
	BIN=$(abspath $(BUILD))/bin tests/bench/run.sh
	BIN=$(abspath $(BUILD))/bin tests/bench/notes.sh
	BIN=$(abspath $(BUILD))/bin tests/bench/measures.sh
	BIN=$(abspath $(BUILD))/bin tests/bench/due.sh
	BIN=$(abspath $(BUILD))/bin tests/bench/genogram.sh
	BIN=$(abspath $(BUILD))/bin tests/bench/timeline.sh

lint: ## layers, manual pages, options, shell, static analysis
	@tests/install-packages.sh build lint
	@$(MAKE) $(JOBS) all
	@BIN=$(abspath $(BUILD))/bin tests/lint/run.sh

analyze: ## clang's static analyzer, as deep as it goes (make lint runs it less deep)
	@tests/install-packages.sh build lint
	EH_ANALYZE_STATES=225000 sh tests/lint/analyze.sh

format: ## lay out the C sources by .clang-format
	clang-format -i $(wildcard lib/*.[ch] lib/*/*.[ch] lib/*/*/*.[ch] cmd/*.[ch] tests/*/*.[ch] examples/*.c)

# --- Installing ------------------------------------------------------------------------------------------------------

# mode:from:to (or link:text:to), one word a file, so that uninstall takes away what install put, and no more.
INSTALLED = \
	$(foreach p,$(PROGRAMS),755:$(BUILD)/bin/$p:$(BINDIR)/$p) \
	644:$(SHARED):$(LIBDIR)/$(notdir $(SHARED)) \
	link:$(notdir $(SHARED)):$(LIBDIR)/libeh.so.$(SOVER) \
	link:$(notdir $(SHARED)):$(LIBDIR)/libeh.so \
	644:lib/eh.h:$(INCLUDEDIR)/eh.h \
	644:$(BUILD)/eh.pc:$(LIBDIR)/pkgconfig/eh.pc \
	$(foreach f,$(wildcard man/*.[1-9]),644:$f:$(MANDIR)/man$(subst .,,$(suffix $f))/$(notdir $f)) \
	$(foreach p,$(PROGRAMS),644:share/completions/bash/eh:$(DATADIR)/bash-completion/completions/$p) \
	644:share/completions/zsh/_eh:$(DATADIR)/zsh/site-functions/_eh \
	$(foreach p,$(PROGRAMS),644:share/completions/fish/eh.fish:$(DATADIR)/fish/vendor_completions.d/$p.fish) \
	$(foreach f,$(SHARE),644:$f:$(DATADIR)/eh/$(f:share/%=%)) \
	$(foreach f,$(EXAMPLES),$(if $(filter $f,$(EXAMPLE_PROGRAMS)),755,644):$f:$(DATADIR)/doc/eh/$f)

PC = sed -e 's|@VERSION@|$(VERSION)|' -e 's|@PRIVATE@|$(LIBS)|'

$(BUILD)/eh.pc: lib/eh.pc.in FORCE
	@$(PC) -e 's|@PREFIX@|$(PREFIX)|' -e 's|@LIBDIR@|$(LIBDIR:$(PREFIX)/%=$${prefix}/%)|' \
		-e 's|@INCLUDEDIR@|$(INCLUDEDIR:$(PREFIX)/%=$${prefix}/%)|' $< >$@

# For use without installing: PKG_CONFIG_PATH=build pkg-config --cflags --libs eh
$(BUILD)/eh-uninstalled.pc: lib/eh.pc.in Makefile
	@mkdir -p $(@D)
	@$(PC) -e 's|@PREFIX@|$${pcfiledir}|' -e 's|@LIBDIR@|$${prefix}/lib|' -e 's|@INCLUDEDIR@|$(CURDIR)/lib|' $< >$@

install: all $(BUILD)/eh.pc ## programs, library, manual pages, definitions and examples, below DESTDIR and PREFIX
	@set -e; for word in $(INSTALLED); do \
		mode=$${word%%:*} to=$(DESTDIR)$${word##*:} from=$${word#*:}; from=$${from%:*}; \
		install -d "$${to%/*}"; \
		if [ $$mode = link ]; then ln -sf "$$from" "$$to"; else install -m $$mode "$$from" "$$to"; fi; \
	done

# Directories of ours go too, unless somebody has put something there.
uninstall: ## what install put there
	@set -e; for word in $(INSTALLED); do rm -f "$(DESTDIR)$${word##*:}"; done
	@for directory in eh doc/eh; do \
		find "$(DESTDIR)$(DATADIR)/$$directory" -depth -type d -exec rmdir {} + 2>/dev/null || :; \
	done

dist: ## build/eh-VERSION.tar.gz
	@tests/lint/version.sh
	@mkdir -p build
	git archive --format=tar.gz --prefix=eh-$(VERSION)/ -o build/eh-$(VERSION).tar.gz HEAD

deb: ## build/deb/eh_VERSION_ARCHITECTURE.deb, for Debian and its kin
	@tests/install-packages.sh build deb
	@$(MAKE) $(JOBS) all
	@mkdir -p build/deb
	@share/debian/make-deb.sh $(VERSION) $(CURDIR)/build/deb

distcheck: dist ## unpack it elsewhere, build, test, install, use, uninstall
	@rm -rf build/distcheck && mkdir -p build/distcheck
	@cd build/distcheck && tar xzf ../eh-$(VERSION).tar.gz && cd eh-$(VERSION) && \
		$(MAKE) $(JOBS) check && \
		$(MAKE) --no-print-directory install DESTDIR=$(CURDIR)/build/distcheck/root && \
		tests/lint/installed.sh $(CURDIR)/build/distcheck/root $(PREFIX) && \
		$(MAKE) --no-print-directory uninstall DESTDIR=$(CURDIR)/build/distcheck/root
	@left=$$(find build/distcheck/root ! -type d); test -z "$$left" || { echo "uninstall left: $$left"; exit 1; }
	@echo 'build/eh-$(VERSION).tar.gz is ready'

clean: ## remove build/
	rm -rf $(BUILD)

help: ## this list
	@sed -n 's/^\([a-z][a-z -]*\):.* ## /\1 - /p' Makefile | awk -F ' - ' '{ printf "  %-24s %s\n", $$1, $$2 }'

# The lists above as file names, for tests/lint.
sources:
	@printf '%s\n' $(SOURCES) $(UNIT:%=tests/unit/%.c)
