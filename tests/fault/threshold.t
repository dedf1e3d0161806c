#!/bin/sh
# Faults in eh-threshold: levels, why, beside those on record, what moved, and its lists.
. "$(dirname "$0")/faults.sh"

cat >in.csv <<'END'
family_id,child_id,date,indicator,status,agency,subject,end_date,colour
F1,C1,2026-03-01,HEA-EH-01,present,School,child,,red
F1,C1,03/2026,EDU-EH-04,Current,GP,Mother,,"""blue"", pale"
F1,C2,2026-03-02,HEA-SH-01,,,,,
F1,,2026-03-02,FAM-CIN-02,present,Council,family,2026-04,
F2,,2026-03-03,HEA-U-01,present,,Martian,,
END
cat >bad.csv <<'END'
family_id,child_id,date,indicator,status,agency,subject,end_date,colour
F3,C3,31/02/2026,HEA-EH-01,present,,,,
F3,C3,,HEA-EH-0l,,,,,
F3,"C3
,,,,,,,,
END
printf 'family_id,child_id,indicator\r\nF1,C1,HEA-EH-01\r\n"F1","C""2",BAS-CIN-01\r\n' >quoted.csv
printf '\377\376f\0a\0m\0i\0l\0y\0_\0i\0d\0,\0i\0n\0d\0i\0c\0a\0t\0o\0r\0\n\0F\0001\0,\0H\0E\0A\0-\0E\0H\0-\0000\0001\0\n\0' >utf16.csv
cat >consent.csv <<'END'
family_id,child_id,date,consent
F1,,2026-03-01,given
F1,C2,2026-03-02,Refused
END
cat >override.csv <<'END'
family_id,child_id,level,by,date,reason
F1,C1,child-in-need,A. Worker,2026-03-05,Knows the family
END
cat >recorded.csv <<'END'
family_id,child_id,level
F1,C1,Level 2
F1,C2,universal
END
sed 's/Level 2/early-help/' recorded.csv >known.csv
mkdir mine empty
printf 'key,value\nname,mine\nextends,solihull-2014\n' >mine/framework.csv
printf 'indicator,domain,level,label,applies_to,tags,ref\nX-1,HEA,EH,,,,\n' >mine/indicators.csv
printf 'name,column\nchild_id,pupil\n' >maps.csv
printf 'family_id,pupil,indicator\nF1,C1,HEA-EH-01\n' >mapped.csv

faults level eh-threshold level $day in.csv
faults 'level with all its files' eh-threshold level $day -o made/result --rejects made/rejected --unmapped made/unmapped --consent consent.csv \
    --override override.csv in.csv bad.csv
faults 'level, sorted, by family, as another' eh-threshold level $day --sorted --by family --as solihull-2014 -t text -o made/result in.csv
faults 'level of quoted rows' eh-threshold level $day -t json quoted.csv
faults 'level of UTF-16' eh-threshold level $day -t rec utf16.csv
faults 'level with maps' eh-threshold level $day --map-file maps.csv -m family_id=family_id -o made/result mapped.csv
faults 'level by a framework of the user' eh-threshold level $day -F ./mine --excel in.csv
faults 'explain' eh-threshold explain $day --override override.csv -o made/result in.csv
faults 'explain as html' eh-threshold explain $day -t html -o made/result in.csv
printf 'family_id,person_id,name,gender,dob\nF1,C1,Kit Amber,,2015-03-02\n' >named.csv
cat >evident.csv <<'END'
family_id,child_id,indicator,agency,evidence
F1,C1,HEA-EH-01,Amber House,"Kit, born 2 March 2015, missed it"
END
faults 'explain, initials' eh-threshold explain $day -t text --initials --years --people named.csv -o made/result evident.csv
faults 'compare' eh-threshold compare $day --recorded known.csv -o made/result in.csv
faults 'move' eh-threshold move -o made/result known.csv recorded.csv
faults 'list' eh-threshold list rules -t html -o made/result
faults 'explain-header' eh-threshold level --explain-header -o made/result in.csv
faults 'schema' eh-threshold level --schema -o made/result

# A file of the directory that cannot be opened is one of the problems that lint is asked for.
kinds='memory create read write sync close rename'
faults 'lint' eh-threshold lint -o made/result mine
