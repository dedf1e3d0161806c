# Makes up the English borough of Ashmere: its families, and the files that its partners would send.
# There is no such place. The same call writes the same bytes with any POSIX awk (in the C locale):
#
#     LC_ALL=C awk -v families=150 -v directory=. -f make.awk phrases.txt
#     LC_ALL=C awk -v families=100000 -v only=indicators -f make.awk phrases.txt >large.csv
#
# With `only`, one file goes to standard output. More families leave the first ones as they are.
# All files but one tell of the borough on 30 November 2026, indicators-spring.csv of 31 May 2026.

# --- Chance and the calendar ---------------------------------------------------------------------

# A whole number from 0 to limit - 1 (Park and Miller's generator, exact in double precision).
function below(limit)
{
    seed = seed * 16807 % 2147483647
    return int(seed / 65536) % limit
}

# Every family has its own chances, so that a new phrase changes few of them.
function start_chance(number,    i)
{
    seed = (number * 69621 + 77) % 2147483647
    for (i = 0; i < 5; i++) below(1)
}

# True in so many cases of a hundred.
function chance(percent) { return below(100) < percent }

function pick(list,    words) { return words[1 + below(split(list, words, ","))] }

# Days are counted from 1 November 2025, a Saturday.
function calendar(    lengths, months, i)
{
    months = split("30 31 31 28 31 30 31 30 31 31 30 31 30", lengths, " ")
    for (i = 1; i <= months; i++) {
        month_start[i] = i == 1 ? 0 : month_start[i - 1] + lengths[i - 1]
        month_name[i] = i < 3 ? "2025-" (10 + i) : sprintf("2026-%02d", i - 2)
    }
}

function iso(day,    i)
{
    for (i = 13; month_start[i] > day; i--) continue
    return month_name[i] "-" sprintf("%02d", day - month_start[i] + 1)
}

function day_first(day,    parts)
{
    split(iso(day), parts, "-")
    return parts[3] "/" parts[2] "/" parts[1]
}

# People write records from Monday to Friday.
function weekday(day) { return day % 7 < 2 ? day + 2 : day }

# --- Writing -------------------------------------------------------------------------------------

# A line of a file; `rest` follows a byte that no string of awk can hold.
function emit(file, line, byte, rest)
{
    if (rest != "" && only == "") printf "%s%c%s\n", line, byte, rest >(directory "/" file ".csv")
    else if (rest != "" && only == file) printf "%s%c%s\n", line, byte, rest
    else if (only == "") print line >(directory "/" file ".csv")
    else if (only == file) print line
}

function cell(text)
{
    if (text !~ /[",\n\r]/) return text
    gsub(/"/, "\"\"", text)
    return "\"" text "\""
}

# --- Agencies and phrases ------------------------------------------------------------------------

function agencies()
{
    localities = split("Upper Mere,Lower Mere,Kilnside,Withy End,Larkhay", locality_name, ",")
    # Where the information comes from: the contact sources of the children in need census.
    split("hv 3B gp 3A sn 3C ae 3E camhs 3F mid 3F adult 3F newground 3F school 2A edu 2B hub 5D " \
        "youth 5B sc 5A house 4 pol 6 prob 7 vol 8", words, " ")
    for (i = 1; i in words; i += 2) source_of[words[i]] = words[i + 1]
    name_of["hv"] = "Ashmere Health Visiting"
    name_of["sn"] = "Ashmere School Nursing"
    name_of["ae"] = "Mereside Hospital"
    name_of["camhs"] = "Ashmere CAMHS"
    name_of["mid"] = "Mereside Maternity"
    name_of["adult"] = "Ashmere Adult Mental Health"
    name_of["newground"] = "New Ground, drug and alcohol support"
    name_of["edu"] = "Ashmere Education Welfare"
    name_of["hub"] = "Ashmere Family Hub"
    name_of["youth"] = "Ashmere Youth Service"
    name_of["sc"] = "Ashmere Children's Services"
    name_of["house"] = "Ashmere Housing"
    name_of["pol"] = "Ashmere Police"
    name_of["prob"] = "Ashmere Probation"
    name_of["vol"] = "Mere Families (charity)"
}

function agency_name(who, age)
{
    if (who == "gp") return locality " Surgery"
    if (who != "school") return name_of[who]
    if (age < 4) return locality " Nursery"
    return age < 11 ? locality " Primary School" : "Mereside Academy"
}

/^#/ || /^$/ { next }

{
    split($1, parts, "-")
    phrases++
    code[phrases] = $1
    status[phrases] = $2
    subject[phrases] = $3
    youngest[phrases] = $4 + 0
    oldest[phrases] = 99
    if (match($4, /-[0-9]+/)) oldest[phrases] = substr($4, RSTART + 1, RLENGTH - 1) + 0
    several[phrases] = $4 ~ /\+/
    seen_by[phrases] = $5
    gsub(/\\n/, "\n", $6)
    words_of[phrases] = $6
    whose = $3 == "child" || $3 == "sibling" ? "child" : "family"
    kind = whose " " ($2 == "present" ? parts[2] : "not present")
    pool[kind, ++pool_size[kind]] = phrases
}

# --- One family ----------------------------------------------------------------------------------

# Adds a row for a child (0: the whole family), seen on `day` and over on `end` (0: not over).
function add_row(child, level, day, end,    kind, tries, i, who)
{
    kind = (child ? "child " : "family ") level
    for (tries = 0; tries < 20; tries++) {
        i = pool[kind, 1 + below(pool_size[kind])]
        if ((child, code[i]) in used || (0, code[i]) in used) continue
        if (several[i] && children == 1) continue
        if (child && (age[child] < youngest[i] || age[child] > oldest[i])) continue
        used[child, code[i]] = 1
        rows++
        who = pick(seen_by[i])
        row_child[rows] = child
        row_phrase[rows] = i
        row_day[rows] = weekday(day)
        row_end[rows] = end > day + 13 && end < 386 ? weekday(end) : 0
        row_agency[rows] = agency_name(who, child ? age[child] : 7)
        row_source[rows] = chance(8) ? "1A" : source_of[who]
        row_status[rows] = status[i] == "present" && chance(10) ? "" : status[i]
        row_evidence[rows] = chance(4) ? "" : words_of[i]
        rows_of[child]++
        return
    }
}

# Most of what is known of a family was there in the spring, unless it came later.
function some_day()
{
    return first + below((first < 200 && chance(82) ? 205 : latest) - first)
}

# A need that may have passed since.
function add_need(child, level, day)
{
    day = some_day()
    if (path == "better" && chance(50)) add_row(child, level, day, 225 + below(150))
    else add_row(child, level, day, chance(8) ? day + 30 + below(160) : 0)
}

# A need of the kind that sets the family's level: it came lately, has passed, or stays.
function add_top(child, level)
{
    if (path == "worse") add_row(child, level, 216 + below(170), 0)
    else if (path == "better") add_row(child, level, first + below(205 - first), 225 + below(150))
    else add_row(child, level, some_day(), 0)
}

function make_children(    n, c, month)
{
    n = below(100)
    children = n < 26 ? 1 : n < 63 ? 2 : n < 88 ? 3 : n < 97 ? 4 : 5
    for (c = 1; c <= children; c++) {
        child_id[c] = sprintf("C%04d", ++last_child)
        age[c] = 1 + below(17)
        month = 1 + below(10)
        born[c] = sprintf("%02d/%02d/%d", 1 + below(28), month, 2026 - age[c])
        age_in_years[c] = age[c] sprintf(".%02d", int((11 - month) * 100 / 12))
        gender[c] = pick("a) Male,b) Female,a) Male,b) Female,a) Male,b) Female,Female,d) Neither")
        ethnicity[c] = pick("a) WBRI,a) WBRI,a) WBRI,a) WBRI,b) WIRI,e) MWBC,j) AIND,k) APKN," \
            "n) BAFR,d) WOTH,r) REFU,s) NOBT")
    }
}

function make_rows(    c, n, top, main)
{
    split("", used)
    split("", rows_of)
    rows = 0
    top = kind_of_need == "CIN" || kind_of_need == "SH" ? (chance(42) ? "family" : "child") : ""
    if (chance(kind_of_need == "U" ? 55 : 30)) add_row(0, "U", some_day(), 0)
    if (kind_of_need != "U" && chance(62)) add_need(0, "EH")
    if (top == "family" || (top == "child" && whole_family_only)) add_top(0, kind_of_need)
    if (chance(12)) add_row(0, "not present", some_day(), 0)
    if (whole_family_only && !rows) add_row(0, "U", some_day(), 0)
    if (whole_family_only) return
    main = 1 + below(children)
    for (c = 1; c <= children; c++) {
        n = kind_of_need == "U" ? 0 : below(100)
        for (n = n < 32 ? 0 : n < 70 ? 1 : n < 92 ? 2 : 3; n > 0; n--) add_need(c, "EH")
        if (top == "child" && c == main) {
            add_top(c, kind_of_need)
            if (kind_of_need == "SH" && chance(40)) add_need(c, "CIN")
        }
        if (chance(14)) add_row(c, "not present", some_day(), 0)
        if (!rows_of[c] || chance(45)) add_row(c, "U", some_day(), 0)
    }
}

# The whole family first, then its children; the oldest rows first.
function sort_rows(    i, k)
{
    for (i = 1; i <= rows; i++) {
        for (k = i; k > 1 && comes_before(i, order[k - 1]); k--) order[k] = order[k - 1]
        order[k] = i
    }
}

function comes_before(i, k)
{
    return row_child[i] != row_child[k] ? row_child[i] < row_child[k] : row_day[i] < row_day[k]
}

# Whether the row's need stands on a day.
function stands(i, day)
{
    return status[row_phrase[i]] == "present" && row_day[i] <= day &&
        (!row_end[i] || row_end[i] > day)
}

# Place of the highest level that has a need for the child: 1 universal to 4 significant harm.
function rank_of(child, day,    i, parts, rank)
{
    rank = 1
    for (i = 1; i <= rows; i++)
        if ((!row_child[i] || row_child[i] == child) && stands(i, day)) {
            split(code[row_phrase[i]], parts, "-")
            if (rank_of_level[parts[2]] > rank) rank = rank_of_level[parts[2]]
        }
    return rank
}

# --- The files -----------------------------------------------------------------------------------

function write_headers()
{
    emit("indicators", "family_id,child_id,date,indicator,status,agency,source,evidence," \
        "subject,end_date,locality")
    emit("indicators-spring", "family_id,child_id,date,indicator,status,agency,source,evidence," \
        "subject,end_date,locality")
    emit("annex-a-indicators", "\357\273\277List 2: Early Help,,,,,,,\r")
    emit("annex-a-indicators", "Child Unique ID,Gender,Ethnicity,Date of Birth," \
        "Age of Child (Years),Assessment start date,Organisation completing assessment," \
        "Indicator code\r")
    emit("ssd-indicators", "earl_episode_id,earl_person_id,fami_family_id," \
        "earl_episode_start_date,earl_episode_end_date,earl_episode_reason," \
        "earl_episode_organisation,earl_episode_worker_id,indicator")
    emit("recorded", "family_id,child_id,level")
    emit("consent", "family_id,child_id,date,consent,level,agency,by,reason")
    emit("override", "family_id,child_id,level,by,date,reason")
}

function write_indicators(file, day,    k, i, p)
{
    for (k = 1; k <= rows; k++) {
        i = order[k]
        p = row_phrase[i]
        if (row_day[i] > day) continue
        emit(file, family "," (row_child[i] ? child_id[row_child[i]] : "") "," iso(row_day[i]) "," \
            code[p] "," row_status[i] "," cell(row_agency[i]) "," row_source[i] "," \
            cell(row_evidence[i]) "," subject[p] "," \
            (row_end[i] && row_end[i] <= day ? iso(row_end[i]) : "") "," locality)
    }
}

# What the case-management system of one locality exports: a row a child, from several hands.
function write_ssd(child,    k, i, written, style)
{
    for (k = 1; k <= rows; k++) {
        i = order[k]
        if ((row_child[i] && row_child[i] != child) || status[row_phrase[i]] != "present") continue
        style = ++ssd_rows % 12
        written = code[row_phrase[i]]
        if (style == 4) written = tolower(written)
        if (style == 9) written = " " written "  "
        emit("ssd-indicators", sprintf("EH%06d", last_child - children + child) "," \
            (child ? child_id[child] : "") "," family "," with_time(row_day[i], style) "," \
            (row_end[i] ? with_time(row_end[i], style) : style % 2 ? "NULL" : "") "," \
            (style % 3 ? "NULL" : "Support for the family") "," cell(row_agency[i]) "," \
            (style % 5 ? sprintf("W%03d", (last_child + i) % 40) : "NULL") "," written)
    }
}

function with_time(day, style)
{
    if (style == 1) return iso(day) "T00:00:00"
    if (style == 7) return day_first(day) " 09:30"
    return iso(day) " 00:00:00.000"
}

# What one locality keeps beside its Annex A workbook: needs of today, no family, cells with a past.
function write_annex_a(child,    k, i, style, organisation)
{
    for (k = 1; k <= rows; k++) {
        i = order[k]
        if ((row_child[i] && row_child[i] != child) || !stands(i, today)) continue
        style = ++annex_rows % 10
        organisation = row_agency[i]
        gsub(/ Family Hub/, "\302\240Family Hub", organisation)
        emit("annex-a-indicators", child_id[child] "," gender[child] (style == 2 ? " " : "") "," \
            ethnicity[child] (style == 5 ? "\302\240" : "") "," \
            (style == 8 ? "," : born[child] "," age_in_years[child]) "," \
            day_first(row_day[i]) (style == 6 ? "  " : "") "," cell(organisation) "," \
            code[row_phrase[i]] (style == 3 ? "\302\240" : style == 7 ? " " : "") "\r")
    }
}

# What practitioners recorded: mostly what the needs say, at times less or more.
function write_recorded(child, day,    rank, n)
{
    rank = rank_of(child, day)
    n = below(100)
    if (n >= 97) return
    if (n < 12 && rank > 1) rank--
    else if (n >= 12 && n < 18 && rank < 4) rank++
    emit("recorded", family "," (child ? child_id[child] : "") "," \
        (n > 91 ? level_in_words[rank] : level_of[rank]))
}

function write_consent(rank,    n, who)
{
    n = below(100)
    who = pick("Mother,Father,Both parents,Grandmother (carer),Mother")
    if (rank < 2 || n > 84) return
    emit("consent", family ",," iso(weekday(first + 5)) "," (n < 12 ? "refused" : "given") "," \
        level_of[rank < 3 ? 2 : 3] "," pick("Ashmere Family Hub,Mereside Academy") "," who "," \
        (n < 6 ? "Would rather try with school alone first" : \
        n < 12 ? cell("\"Not now, ask us again after the move\"") : ""))
    if (n >= 12 && n < 20)
        emit("consent", family ",," iso(weekday(first + 26)) ",withdrawn," \
            level_of[rank < 3 ? 2 : 3] ",Ashmere Family Hub," who "," \
            (n < 16 ? cell("Too many visits, would like one person to talk to") : ""))
}

# Now and then a person decides otherwise; from child in need upwards that is a social worker.
function write_override(number, child,    rank, up, who, reason)
{
    if (number % 17 != 5) return
    rank = rank_of(child, today)
    up = rank == 1 || (rank < 4 && number % 2)
    who = pick("Family support worker,Early help coordinator,Health visitor,Head of year")
    if (rank + up > 2) who = "Duty social worker"
    reason = up ? reason_up[1 + below(3)] : reason_down[1 + below(2)]
    if (rank == 4) reason = reason_down[3]
    emit("override", family "," child_id[child] "," level_of[up ? rank + 1 : rank - 1] "," \
        who "," iso(weekday(375 + number % 14)) "," \
        (++overrides % 8 == 5 ? "" : cell(reason)))
}

function make_family(number,    c, n, new, left, day, highest)
{
    start_chance(number)
    family = sprintf("F%04d", number)
    n = 1 + below(localities)
    locality = locality_name[n]
    make_children()
    whole_family_only = chance(4)
    kind_of_need = below(100)
    if (kind_of_need < 24) kind_of_need = "U"
    else if (kind_of_need < 67) kind_of_need = "EH"
    else kind_of_need = kind_of_need < 87 ? "CIN" : "SH"
    # Some came after the spring, some left; of the others some needs grew and some passed.
    new = chance(20)
    left = !new && chance(6)
    first = new ? 220 + below(120) : below(120)
    latest = left ? 205 : 388
    path = below(100)
    path = new || left || path < 52 ? "steady" : path < 76 ? "worse" : "better"
    make_rows()
    sort_rows()

    day = left ? spring : today
    write_indicators("indicators-spring", spring)
    if (!left) write_indicators("indicators", today)
    highest = 1
    for (c = whole_family_only ? 0 : 1; c <= children; c++) {
        if (rank_of(c, day) > highest) highest = rank_of(c, day)
        write_recorded(c, day)
        if (n == 3 && !left) write_ssd(c)
        if (n == 4 && !left && c) write_annex_a(c)
        if (whole_family_only) break
    }
    if (left) return
    write_consent(highest)
    if (!whole_family_only) write_override(number, 1 + below(children))
}

# Rows of which a tool must reject some and keep the others; each says in its evidence which it is.
function write_messy(    one, two, three)
{
    one = "F9001,C9001,"
    two = "F9002,C9002,2026-11-03,"
    three = "F9003,C9004,2026-11-04,"
    emit("messy", "family_id,child_id,date,indicator,status,evidence,end_date,source")
    emit("messy", one "2026-11-02,EDU-EH-04,present,Kept: nothing wrong with it,,2A")
    emit("messy", one "2026-11-02,EDU-EJ-04,present,Rejected: code one letter off,,2A")
    emit("messy", one "2026-11-02,Housing,present,Rejected: a word instead of a code,,4")
    emit("messy", one "2026-11-02,,present,Rejected: no code,,2A")
    emit("messy", one "02/11/2026,hea-eh-01,PRESENT,Kept: day first and small letters,,3b")
    emit("messy", one "31/02/2026,HEA-EH-01,present,Rejected: no such day,,3B")
    emit("messy", one "14/10/20226,HEA-EH-01,present,Rejected: year 20226,,3B")
    emit("messy", one "last Tuesday,HEA-EH-01,present,Rejected: no date,,3B")
    emit("messy", two " EMO-EH-05\302\240,,Kept: blanks round the code,Ongoing,2A")
    emit("messy", two "EMO-EH-05,present,Rejected: one cell too many,,2A,")
    emit("messy", two "EMO-EH-05,present,Rejected: one cell missing,")
    emit("messy", two "BAS-EH-10,present,Kept: line ends CRLF,,4\r")
    emit("messy", two "EMO-EH-05,present,Rejected: caf\351 as Windows writes it,,2A")
    emit("messy", two "EMO-EH-05,present,Rejected: a NUL", 0, " byte,,2A")
    emit("messy", two "EMO-EH-05,present,Rejected: a \"word\" in quotes in a bare cell,,2A")
    emit("messy", two "EMO-EH-05,present,\"Rejected: text\" behind quotes,,2A")
    emit("messy", two "FAM-EH-08,maybe,Rejected: no such status,,8")
    emit("messy", ",,2026-11-03,FAM-EH-08,present,Rejected: neither family nor child,,8")
    emit("messy", "")
    emit("messy", "F9003,,2026-11-04,BAS-EH-09,present," \
        "\"Kept: two lines,\n\"\"words\"\" and commas\",,3B")
    emit("messy", ",C9003,2026-11-04,IDE-EH-02,Yes,Kept: a child without a family,TBC,Schools")
    emit("messy", "0009,0012,2026-11-04T14:05:00,SOC-EH-01,Historical," \
        "Kept: zeros in front of ids and a time of day,,")
    emit("messy", three "IDE-EH-02,present,=1+1 Kept: looks like a formula,,2A")
    emit("messy", three "EDU-EH-03,present,Kept: \033[31mred\033[0m would reach a terminal,,2A")
    emit("messy", three "EDU-EH-05,present,Kept: source that no list knows,,By pigeon")
    emit("messy", three "EDU-EH-05,present,Kept: same need again \360\237\231\202,\"\",2A")
    emit("messy", "F9004,C9005,2026-11-05,EMO-EH-02,present,\"Rejected: quotes never closed,,2A")
    emit("messy", "F9004,C9005,2026-11-05,EMO-EH-02,present,Kept: the row behind it,,2A")
}

BEGIN {
    FS = "|"
    if (families == "") families = 150
    if (directory == "") directory = "."
    spring = 211
    today = 394
    calendar()
    agencies()
    split("universal,early-help,child-in-need,significant-harm", level_of, ",")
    split("Universal services,Early help,CIN,Section 47", level_in_words, ",")
    rank_of_level["U"] = 1
    rank_of_level["EH"] = 2
    rank_of_level["CIN"] = 3
    rank_of_level["SH"] = 4
    reason_up[1] = "Two agencies saw more than is written down, and the family asks for more help"
    reason_up[2] = "\"We cannot wait,\" the parents said; agreed at the meeting on the plan"
    reason_up[3] = "Third time in a year that the same need comes back"
    reason_down[1] = "Relatives have stepped in, school sees the difference"
    reason_down[2] = "Child and parents feel safe and well helped as things are"
    reason_down[3] = "Strategy discussion with police and health: help under section 17 agreed"
}

END {
    write_headers()
    for (number = 1; number <= families; number++) make_family(number)
    write_messy()
}
