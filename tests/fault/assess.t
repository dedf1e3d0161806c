#!/bin/sh
# Faults in eh-assess: notes, forms, attendance, patterns.
. "$(dirname "$0")/faults.sh"

cat >notes.csv <<'END'
family_id,date,text,note_id
F1,2026-09-14,"Mum tearful, two months behind with the rent. No concerns re drugs.",N1
END
faults 'scan' eh-assess scan --all --explain -o made/result notes.csv
cat >form.rec <<'END'
%rec: Form

Type: assessment
Family_id: F1
Parental_responsibility: P1;P2
Date: 31/02/2026

%rec: Person

Id: P1
Name: A
Child: yes
Gendr: male
+ more

%rec: View

Topic: worry
Whose: child
Name: A
Text: a\\
b c

%rec: Concern

Concern: crime
Present: yes

%rec: Action

Id: A1
Action: Do it
When: 2026-03-01

%rec: Bicycle

Colour: red

%rec: Consent

Consent: given
END
# As an older Windows program writes it.
printf 'Reason: \223yes\224\n' >>form.rec

faults 'check' eh-assess check $day -o made/result form.rec
faults 'form' eh-assess form -t html -o made/result form.rec
faults 'form as text' eh-assess form -o made/result form.rec
sed 's/^Name: A$/Name: Kit Amber/; s/^Child: yes$/&\nBorn: 2015-03-02/' form.rec >named.rec
faults 'form, initials' eh-assess form --initials --years -o made/result named.rec
faults 'form as a referral' eh-assess form --as referral -o made/result form.rec
faults 'form, blank' eh-assess form --blank review -o made/result
faults 'table' eh-assess table actions -o made/result form.rec
faults 'new' eh-assess new --from form.rec -o made/result

cat >attendance.csv <<'END'
family_id,child_id,term,sessions_possible,sessions_attended,authorised_absence
F1,C1,2025-26 Autumn,146,120,10
F1,C1,2025-26 Spring,110,40,
F1,C2,2025-26 Lent,110,99,
F1,C2,2025-26 Spring,110,111,
END
faults 'attendance' eh-assess attendance --rejects made/rejected --all -o made/result attendance.csv
cat >patterns.csv <<'END'
indicator,pattern,example,near_miss
IDE-EH-02,<he> ~ zorp\w*,She said he zorps | They zorped,A zorp on its own
IDE-EH-2,(zorp,,
END
faults 'lint of patterns' eh-assess lint -o made/result patterns.csv
# An anchor that was made without memory asks for less, which is never wrong.
kinds='open create read write sync close rename'
faults 'lint with the anchors filled in' eh-assess lint --anchors -o made/result patterns.csv
kinds=
sed 3d patterns.csv >sound.csv
faults 'scan by patterns of the user' eh-assess scan --patterns sound.csv --rejects made/rejected -t html -o made/result notes.csv
