#!/bin/sh
# What `level` and `explain` print for people: text in a terminal, and html.
. "$(dirname "$0")/lib.sh"

escape=$(printf '\033')
cat >family.csv <<END
family_id,child_id,date,indicator,status,agency,evidence,end_date
F1,A,2026-03-01,EDU-SH-03,present,School,"Says ""no"" to school, ${escape}[31mloudly",
F1,A,2026-04-01,EDU-SH-03,present,Health visitor,,
F1,,2026-04-10,BAS-EH-09,present,Health visitor,Tired out,
F1,A,2026-04-11,FAM-U-01,present,School,"Close to Dad
and to Gran",
F1,A,2026-04-12,HEA-EH-01,negated,GP,All up to date,
F1,A,2026-04-12,HEA-CIN-01,historic,GP,Years ago,
F1,A,2026-04-12,HEA-CIN-04,present,GP,Over now,2026-06
F1,A,2019-04,HEA-CIN-05,present,GP,Long ago,
F1,<B>,2026-05-02,SOC-EH-01,,Club,"Left out & ""alone""",
F1,<B>,2026-05-02,HEA-EH-03,hypothetical,Club,If it went on,
F1,<B>,2026-05-02,HEA-EH-02,other,Club,A cousin,
END
cat >decided.csv <<'END'
family_id,child_id,level,by,date,reason
F1,A,child-in-need,Duty social worker,2026-05-01,Strategy discussion held
END
cat >consent.csv <<'END'
family_id,child_id,date,consent
F1,,2026-05-03,refused
END

read_it()
{
    run "$@"
    status 0
    stderr </dev/null
}

# --- level -------------------------------------------------------------------------------------------------------------

read_it 'levels' eh-threshold --as-of 2026-11-30 -t text family.csv
stdout <<'END'
Suggested levels of response

Each row is a suggestion from the indicators on record under Right Help, Right Time, Right Response
(March 2024), as of 2026-11-30. The lists are not exhaustive: a person decides.

Family  Child  Level             Support       Because of       Teams to involve        Consent
──────  ─────  ────────────────  ────────────  ───────────────  ──────────────────────  ────────────
F1      A      significant-harm                EDU-SH-03        mash;out-of-hours;      not-required
                                                                emergency

F1      <B>    early-help        multi-agency  BAS-EH-09;                               required
                                               SOC-EH-01
END

# Where a decision differs, the suggestion stands beside it.
read_it 'levels, one decided' eh-threshold --as-of 2026-11-30 -t text --override decided.csv --consent consent.csv family.csv
stdout <<'END'
Suggested levels of response

Each row is a suggestion from the indicators on record under Right Help, Right Time, Right Response
(March 2024), as of 2026-11-30. The lists are not exhaustive: a person decides.

                              Suggested, if                                     Teams to
Family  Child  Level          different          Support        Because of      involve      Consent
──────  ─────  ─────────────  ─────────────────  ─────────────  ──────────────  ───────────  ───────
F1      A      child-in-need  significant-harm                  EDU-SH-03       mash         refused

F1      <B>    early-help                        single-agency  BAS-EH-09;                   refused
                                                                SOC-EH-01
END

# html has room for the next step.
read_it 'levels on a page' eh-threshold --as-of 2026-11-30 -t html --override decided.csv family.csv
ok 'the suggestion where it differs' grep '^<th scope="col">Suggested, if different</th>$' "$scratch/out"
ok 'the next step' grep '^<th scope="col" class="wide">Next step</th>$' "$scratch/out"
read_it 'levels on a page, none decided' eh-threshold --as-of 2026-11-30 -t html family.csv
ok 'no column that says the same' sh -c "! grep 'if different' '$scratch/out'"

# The borough has few long lines: the columns stay side by side, whoever has decided.
for options in '' "--override $TOP/examples/borough/override.csv --consent $TOP/examples/borough/consent.csv"; do
    # shellcheck disable=SC2086 # several words
    run "the borough $options" eh-threshold --as-of 2026-11-30 -t text $options "$TOP/examples/borough/indicators.csv"
    cp "$scratch/out" text
    ok 'one heading' awk '/^Family  Child/ { n++ } END { exit n != 1 }' text
    ok 'no line is wider' awk '{ gsub(/[\200-\277]/, "") } length($0) > 100 { print; wide = 1 } END { exit wide }' text
done

# --- explain -----------------------------------------------------------------------------------------------------------

read_it 'reasons' eh-threshold explain --as-of 2026-11-30 -t text --since 2026-01-01 --override decided.csv --consent consent.csv family.csv
stdout <<'END'
Why these levels are suggested

These are suggestions: a person decides. The lists of the guidance are not exhaustive, and
professional judgement comes first.

Each level with what lies behind it under Right Help, Right Time, Right Response (March 2024), as of
2026-11-30, and what would change it. References are to Right Help, Right Time, Right Response
(Solihull SCP, March 2024).

Family F1, child A: child in need (a practitioner's decision; significant harm is suggested)
────────────────────────────────────────────────────────────────────────────────────────────
Decided by Duty social worker on 2026-05-01: “Strategy discussion held”
The suggestion is significant harm, because there is at least one significant harm (SH) indicator.

What sets the level
  EDU-SH-03   Permanently excluded from school, or parents do not engage with services
              2026-03-01, School
              “Says "no" to school, �[31mloudly”
              2026-04-01, Health visitor
              p. 14, Education and Learning, Significant harm, 3

What else counts
  BAS-EH-09   Stress on parent/carer is starting to affect how safe they can keep the child
              2026-04-10, Health visitor, about the whole family
              “Tired out”
              p. 16, Basic Care, Early help, 9

Strengths
  FAM-U-01    Steady, loving relationships with parent/carer
              2026-04-11, School
              “Close to Dad
              and to Gran”
              p. 15, Family and Social Relationships, Universal, 1

What does not count, and why
  HEA-EH-01   Vaccinations or checks have been missed
              2026-04-12, GP
              Recorded as not the case.
              “All up to date”
              p. 9, Health, Early help, 1
  HEA-CIN-01  Lasting or repeated health needs (mental included) untreated or poorly managed
              2026-04-12, GP
              Recorded as in the past.
              “Years ago”
              p. 10, Health, Child in need, 1
  HEA-CIN-04  Significant physical/learning disability needing intensive help or supervision
              2026-04-12, GP
              Ended on 2026-06.
              “Over now”
              p. 10, Health, Child in need, 4
  HEA-CIN-05  Conceived a child while under 16, whatever the young person's gender
              2019-04, GP
              Dated before 2026-01-01.
              “Long ago”
              p. 10, Health, Child in need, 5

What would change the level
  If EDU-SH-03 did not count, early help would be suggested.

Whom to involve
  Solihull Multi-Agency Safeguarding Hub (MASH), 0121 788 4300
    Monday to Thursday 08:45-17:20, Friday 08:45-16:30
    mash: Children's Services take calls, advice requests and referrals for this level through the
    Multi-Agency Safeguarding Hub.

Consent and what comes next
  Consent is refused: one agency may go on with its own support. Consider whether going without
  joint support is likely to cause significant harm; if so, speak to the contact named here.

Family F1, child <B>: early help (suggested)
────────────────────────────────────────────
The suggestion is early help, because there is at least one early help (EH) indicator.

What sets the level
  BAS-EH-09   Stress on parent/carer is starting to affect how safe they can keep the child
              2026-04-10, Health visitor, about the whole family
              “Tired out”
              p. 16, Basic Care, Early help, 9
  SOC-EH-01   Some experience of being socially excluded or in conflict
              2026-05-02, Club
              “Left out & "alone"”
              p. 17, Social and Community Integration, Early help, 1

What does not count, and why
  HEA-EH-03   Worries about food, cleanliness or clothes
              2026-05-02, Club
              Recorded as a possibility, not as a fact.
              “If it went on”
              p. 9, Health, Early help, 3
  HEA-EH-02   Milestones of development are being reached slowly
              2026-05-02, Club
              Recorded about somebody outside the family.
              “A cousin”
              p. 9, Health, Early help, 2

What would change the level
  If none of BAS-EH-09, SOC-EH-01 counted, universal would be suggested.

Whom to involve
  Designated safeguarding lead of your own agency

Consent and what comes next
  Consent is refused: one agency may go on with its own support. Consider whether going without
  joint support is likely to cause significant harm; if so, speak to the contact named here.
END

cp "$scratch/out" whole
read_it 'reasons, family by family' eh-threshold explain --as-of 2026-11-30 -t text --since 2026-01-01 --override decided.csv --consent consent.csv --sorted family.csv
same 'the same' "$scratch/out" whole

# Two levels that are one in other terms: the decision still shows.
read_it 'in other terms' eh-threshold explain --as-of 2026-11-30 -t text --as solihull-2014 --override decided.csv family.csv
grep '^Family' "$scratch/out" >headings
file headings <<'END'
Family F1, child A: child in need (a practitioner's decision; significant harm is suggested)
Family F1, child <B>: level 3: complex needs (suggested)
END

head -n 1 family.csv >none.csv
read_it 'nobody' eh-threshold explain --as-of 2026-11-30 -t text none.csv
ok 'says so' grep '^There is nothing to explain\.$' "$scratch/out"

for columns in 40 60 80 200; do
    run "$columns columns" env COLUMNS=$columns eh-threshold explain --as-of 2026-11-30 -t text family.csv "$TOP/examples/borough/indicators.csv"
    cp "$scratch/out" text
    ok 'no line is wider' awk -v width=$columns '{ gsub(/[\200-\277]/, "") } length($0) > width { print; wide = 1 } END { exit wide }' text
    ok 'no control character' awk '/[\001-\010\013-\037\177]/ { print; bad = 1 } END { exit bad }' text
done

# --- explain, a page ---------------------------------------------------------------------------------------------------

read_it 'a page' eh-threshold explain --as-of 2026-11-30 -t html --override decided.csv family.csv
cp "$scratch/out" page.html
ok 'a person decides' grep '^<p class="notice">These are suggestions: a person decides\.' page.html
ok 'no script, nothing from elsewhere' sh -c '! grep -iE "<script|<link|<img|://|url\(|@import" page.html'
grep -E '^<(h[1-6]|li><a)' page.html >headings
file headings <<'END'
<h1>Why these levels are suggested</h1>
<h2 id="contents">Children and families</h2>
<li><a href="#child-1">Family F1, child A: child in need (a practitioner's decision; significant harm is suggested)</a></li>
<li><a href="#child-2">Family F1, child &lt;B&gt;: early help (suggested)</a></li>
<h2 id="child-1">Family F1, child A: child in need (a practitioner's decision; significant harm is suggested)</h2>
<h3>What sets the level</h3>
<h3>What else counts</h3>
<h3>Strengths</h3>
<h3>What does not count, and why</h3>
<h3>What would change the level</h3>
<h3>Whom to involve</h3>
<h3>Consent and what comes next</h3>
<h2 id="child-2">Family F1, child &lt;B&gt;: early help (suggested)</h2>
<h3>What sets the level</h3>
<h3>What does not count, and why</h3>
<h3>What would change the level</h3>
<h3>Whom to involve</h3>
<h3>Consent and what comes next</h3>
END
ok 'a place for each link' sh -c '
    grep -o "href=\"#[^\"]*" page.html | sed "s/.*#//" | sort >links
    grep -o "id=\"child[^\"]*" page.html | sed "s/.*\"//" | sort | cmp - links'
if command -v xmllint >/dev/null; then
    # It does not know the elements of HTML 5, nor that a text may hold &.
    xmllint --html --noout page.html 2>&1 | grep ' error ' | grep -v 'Tag [a-z]* invalid' >faults
    file faults </dev/null
fi
