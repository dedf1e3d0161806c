# The rows of one table of the borough after another; see make.sh.

function day_number(iso,    parts, year, month)
{
    split(iso, parts, "-")
    month = (parts[2] + 9) % 12
    year = parts[1] - int(month / 10)
    return 365 * year + int(year / 4) - int(year / 100) + int(year / 400) + int((month * 306 + 5) / 10) + parts[3] - 1
}

function day_of(number,    year, rest, month)
{
    year = int((10000 * number + 14780) / 3652425)
    rest = number - (365 * year + int(year / 4) - int(year / 100) + int(year / 400))
    if (rest < 0) {
        year--
        rest = number - (365 * year + int(year / 4) - int(year / 100) + int(year / 400))
    }
    month = int((100 * rest + 52) / 3060)
    return sprintf("%d-%02d-%02d", year + int((month + 2) / 12), (month + 2) % 12 + 1, \
        rest - int((month * 306 + 5) / 10) + 1)
}

# The families are told six times, under other ids and some days earlier, so that not every count is a small one.
function moved(iso) { return iso == "" ? "" : day_of(day_number(iso) - 4 * (copy - 1)) }
function id(old,    at) { at = match(old, /[0-9]/); return substr(old, 1, at - 1) copy substr(old, at) }

function day_first(iso,    parts)
{
    return split(moved(iso), parts, "-") == 3 ? parts[3] "/" parts[2] "/" parts[1] : ""
}

function with_time(iso) { return iso == "" ? "NULL" : moved(iso) " 00:00:00.000" }

# What Annex A says of each child in every list. Nobody has these: they come from the id alone.
function about(child,    n, born)
{
    n = substr(id(child), 2) + 0
    born = 2009 + n % 16
    return sprintf("%s,%s,%s,%02d/%02d/%d,%d", id(child), n % 2 ? "a) Male" : "b) Female",
        n % 5 ? "a) WBRI" : "k) APKN", 1 + n % 28, 1 + n % 12, born, 2025 - born)
}

function flag(name, set) { return "\"\"" name "\"\":\"\"" (set ? "Y" : "N") "\"\"" }

function flags(outcome)
{
    return "\"{" flag("NEW_REFERRAL_FLAG", outcome ~ /CIN/) "," flag("NFA_FLAG", outcome ~ /No Further/) \
        "," flag("EARLY_HELP_FLAG", outcome ~ /EH/) "}\""
}

# What a source is called here, its code, and as Annex A writes it.
function source(word, code_of_it, words)
{
    code[word] = code_of_it
    written[word] = words
}

function emit(file, line) { print line > file }

BEGIN {
    FS = ","
    source("GP", "3A", "g) 3A: Health services")
    source("Health visitor", "3B", "h) 3B: Health services")
    source("3E", "3E", "k) 3E: Health services")
    source("Parent", "1A", "a) 1A: Individual")
    source("Police", "6", "q) 6: Police")
    source("School", "2A", "e) 2A: Schools")
    person = "Child Unique ID,Gender,Ethnicity,Date of Birth,Age of Child (Years),"
    contacts = ssd "contacts.csv"
    referrals = ssd "referrals.csv"
    episodes = ssd "early-help.csv"
    assessments = ssd "assessments.csv"
    plans = ssd "plans.csv"
    reviews = ssd "reviews.csv"
    list1 = annex "list-1-contacts.csv"
    list2 = annex "list-2-early-help.csv"
    list3 = annex "list-3-referrals.csv"
    list4 = annex "list-4-assessments.csv"
    emit(contacts, "cont_contact_id,cont_person_id,cont_contact_date,cont_contact_source_code,cont_contact_outcome_json")
    emit(referrals, "cine_referral_id,cine_person_id,cine_referral_date,cine_referral_source_code,cine_referral_nfa,cine_referral_team_name")
    emit(episodes, "earl_episode_id,earl_person_id,fami_family_id,earl_episode_start_date,earl_episode_end_date,earl_episode_end_reason,earl_episode_organisation,earl_episode_worker_id")
    emit(assessments, "cina_assessment_id,cina_person_id,cina_assessment_start_date,cina_assessment_auth_date,cina_assessment_child_seen,cina_assessment_outcome_nfa,cina_assessment_team_name")
    emit(plans, "plan_id,family_id,date,end_date,agency,lead_practitioner,area")
    emit(reviews, "family_id,review_id,due_date,held_date,agency,decision")
    emit(list1, "List 1: Contacts,,,,,,")
    emit(list1, person "Date of Contact,Contact Source")
    emit(list2, "List 2: Early Help,,,,,,,")
    emit(list2, person "Assessment start date,Assessment completion date,Organisation completing assessment")
    emit(list3, "List 3: Referrals,,,,,,,,")
    emit(list3, person "Date of referral,Referral Source,Referral NFA?,Allocated Team")
    emit(list4, "List 4: Assessments,,,,,,,,,")
    emit(list4, person "Continuous Assessment Start Date,Child Seen During Continuous Assessment,Continuous Assessment Date of Authorisation,Was the child assessed as requiring LA children's social care support?,Allocated Team")
}

FNR == 1 { table++; next }

{
    for (copy = 1; copy <= 6; copy++) {
        if (table == 1) contact()
        else if (table == 2) referral()
        else if (table == 3) episode()
        else if (table == 4) assessment()
        else if (table == 5) plan()
        else review()
    }
}

function contact()
{
    emit(contacts, id($1) "," id($2) "," with_time($3) "," code[$4] "," flags($5))
    emit(list1, about($2) "," day_first($3) "," written[$4])
}

function referral(    nfa)
{
    nfa = $6 ~ /No Further/
    emit(referrals, id($1) "," id($2) "," with_time($4) "," code[$5] "," (nfa ? "Y" : "N") ",Front door")
    emit(list3, about($2) "," day_first($4) "," written[$5] "," (nfa ? "a) Yes" : "b) No") ",Front door")
}

function episode()
{
    emit(episodes, id($1) "," id($2) "," id($3) "," with_time($4) "," with_time($5) "," ($6 == "" ? "NULL" : $6) "," \
        $7 "," ($8 == "" ? "NULL" : id($8)))
    emit(list2, about($2) "," day_first($4) "," day_first($5) "," $7)
}

# A third of the early help assessments led to one by a social worker, which began on the day they were complete.
function assessment(    seen, done)
{
    if (FNR % 3 || $5 == "") return
    seen = FNR % 2
    done = FNR % 4 ? day_of(day_number($5) + 30 + FNR % 20) : ""
    emit(assessments, "S" id($1) "," id($3) "," with_time($5) "," with_time(done) "," (seen ? "Y" : "N") ",N,Locality team")
    emit(list4, about($3) "," day_first($5) "," (seen ? "a) Yes" : "b) No") "," day_first(done) "," \
        (done ? "a) Yes" : "") ",Locality team")
}

function plan()
{
    emit(plans, id($1) "," id($2) "," moved($3) "," moved($4) "," $5 "," ($6 == "" ? "" : id($6)) "," $7)
}

function review()
{
    emit(reviews, id($1) "," id($2) "," moved($3) "," moved($4) "," $5 "," $6)
}
