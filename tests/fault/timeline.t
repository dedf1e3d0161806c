#!/bin/sh
# Faults in eh-timeline: drawings, tables, checks, journeys.
. "$(dirname "$0")/faults.sh"

cat >in.csv <<'END'
family_id,child_id,date,indicator,status,agency,subject,end_date,colour
F1,C1,2026-03-01,HEA-EH-01,present,School,child,,red
F1,C1,03/2026,EDU-EH-04,Current,GP,Mother,,"""blue"", pale"
F1,C2,2026-03-02,HEA-SH-01,,,,,
F1,,2026-03-02,FAM-CIN-02,present,Council,family,2026-04,
F2,,2026-03-03,HEA-U-01,present,,Martian,,
END
cat >events.csv <<'END'
family_id,date,event,end_date,impact,person_id
F1,2015-03-02,Born at home,,,P1
F1,2016,Starts nursery,2018~,positive,P1;P2
F1,2016-02-30,No such day,,,
F1,,Some day,,strange,
F2,2017/2018,Moves house,Ongoing,negative,
END
cat >kin.csv <<'END'
family_id,person_id,name,gender,dob
F1,P1,Kit,m,2015-03-02
F1,P2,Amber,f,2017
F1,,Nobody,f,2017
END

faults 'draw' eh-timeline draw --people kin.csv --family F1 -o made/result --rejects made/rejected --unmapped made/unmapped events.csv
faults 'draw on pages' eh-timeline draw -t html --people kin.csv -o made/result events.csv
cat >twice.csv <<'END'
family_id,date,event,person_id,source,same_as
F1,2015-03-02,Contact,P1,School,
F1,2015-03-02,Contact: Advice,P1;P2,GP,in.csv:2
END
faults 'draw what is told twice' eh-timeline draw --people kin.csv -o made/result twice.csv
faults 'draw as text' eh-timeline draw -t text --page A4 events.csv
faults 'draw, initials' eh-timeline draw -t text --initials --years --people kin.csv -o made/result events.csv
faults 'check a chronology' eh-timeline check $day --people kin.csv -o made/result events.csv
cat >front-door.csv <<'END'
child_id,date,source,outcome,contact_id
P1,2026-01-05,6,no-further-action,K1
P2,2026-01-05,6,no-further-action,K2
P1,2026-01-05,6,"{""NFA_FLAG"":""Y""}",K3
Z1,yesterday,6,,K4
Z1,2026,Martian,,K5
END
faults 'table' eh-timeline table --people kin.csv --lines --rejects made/rejected --unmapped made/unmapped -o made/result events.csv front-door.csv in.csv
faults 'table of one family, each row by itself' eh-timeline table --each --family F1 --as contacts=front-door.csv -o made/result kin.csv \
    front-door.csv
cat >steps.csv <<'END'
child_id,family_id,enquiry_date,protection_start,protection_end
P1,F1,2026-01-05,2026-02~,
P1,F1,2026-01-05,2026-02~,2026-03-01
P2,,2026,,
,F1,2026,,
P3,F1,,2026-04-01,2026-03-01
END
faults 'journey' eh-timeline journey $day --rejects made/rejected --unmapped made/unmapped -o made/result steps.csv front-door.csv events.csv
faults 'journeys to read' eh-timeline journey $day -t text -o made/result --as contacts=front-door.csv steps.csv front-door.csv
faults 'the commonest journeys' eh-timeline journey --top 2 -o made/result steps.csv front-door.csv
several=yes
faults 'a drawing for each family' eh-timeline draw -d made/families --people kin.csv events.csv
