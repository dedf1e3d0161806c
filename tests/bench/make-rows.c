/*
 * make-rows ROWS grouped|shuffled INDICATORS.CSV
 *
 * Prints an indicators record of that many invented rows about a fifth as many children, who live
 * in families of one to four. A third of the rows have their evidence in quotation marks, for the
 * commas in it, and some of these hold doubled marks. Grouped, the rows of a family stand together;
 * shuffled, the same rows stand in another order. The same arguments always give the same bytes.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    ROWS_A_CHILD = 5,
    MOST_CODES = 4096,
    CODE_BYTES = 32,
    LINE_BYTES = 512,
    OUT_BYTES = 1 << 20
};

/* --- Chance: xorshift, its start mixed so that neighbours differ --- */

struct chance {
    uint64_t state;
};

static struct chance chance_of(uint64_t number)
{
    uint64_t mixed = (number + 1) * 0x9e3779b97f4a7c15u;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
    mixed ^= mixed >> 31;
    return (struct chance){mixed ? mixed : 1};
}

/* A number below `bound`, which is at least 1. */
static uint32_t below(struct chance *chance, uint32_t bound)
{
    chance->state ^= chance->state >> 12;
    chance->state ^= chance->state << 25;
    chance->state ^= chance->state >> 27;
    return (uint32_t)(((chance->state * 0x2545f4914f6cdd1du) >> 32) * bound >> 32);
}

/* --- Codes of the framework, by their level --- */

enum level { LEVEL_U, LEVEL_EH, LEVEL_CIN, LEVEL_SH, LEVELS };

static const char *const level_names[LEVELS] = {"U", "EH", "CIN", "SH"};
/* How many of 100 rows are of each level: most children have needs, few are in danger. */
static const uint32_t level_shares[LEVELS] = {45, 42, 9, 4};

struct codes {
    char names[MOST_CODES][CODE_BYTES];
    uint32_t count;
};

static struct codes codes[LEVELS];

/* The first three cells of each row are code, domain and level; none of them is quoted. */
static int read_codes(const char *name)
{
    FILE *file = fopen(name, "r");
    char line[4096], code[CODE_BYTES], level[CODE_BYTES];
    if (!file)
        return 0;
    while (fgets(line, sizeof line, file)) {
        size_t code_end = strcspn(line, ","), level_start = code_end + 1;
        if (line[code_end] != ',')
            continue;
        level_start += strcspn(line + level_start, ",") + 1;
        size_t level_length = strcspn(line + level_start, ",");
        if (code_end >= CODE_BYTES || level_length >= CODE_BYTES)
            continue;
        memcpy(code, line, code_end);
        code[code_end] = '\0';
        memcpy(level, line + level_start, level_length);
        level[level_length] = '\0';
        for (int i = 0; i < LEVELS; i++)
            if (strcmp(level, level_names[i]) == 0 && codes[i].count < MOST_CODES)
                memcpy(codes[i].names[codes[i].count++], code, code_end + 1);
    }
    fclose(file);
    for (int i = 0; i < LEVELS; i++)
        if (codes[i].count == 0)
            return 0;
    return 1;
}

static const char *any_code(struct chance *chance)
{
    uint32_t share = below(chance, 100);
    int level = LEVEL_U;
    while (share >= level_shares[level])
        share -= level_shares[level++];
    return codes[level].names[below(chance, codes[level].count)];
}

/* --- Rows --- */

static const char *const agencies[] = {"School",           "Health visiting",  "School nursing",
                                       "Family hub",       "Police",           "Housing",
                                       "Youth service",    "General practice", "Midwifery",
                                       "Voluntary sector", "Nursery",          "Probation"};
static const char *const plain_evidence[] = {
    "seen at a home visit",     "told by the teacher",
    "talked about at drop-off", "noted by the health visitor at the two year review",
    "came up in supervision",   "mother said so on the telephone",
    "seen twice this month",    "father told the family hub"};
static const char *const comma_evidence[] = {
    "\"late on Monday, Tuesday and Friday\"",
    "\"tired, hungry and without a coat\"",
    "\"missed two appointments, then came to the third\"",
    "\"at home, at school and at the club\"",
    "\"rent owed, heating off since March\"",
    "\"quiet in class, but settled by the afternoon with help from the mentor\""};
static const char *const doubled_evidence[] = {
    "\"said \"\"it is fine\"\", then would not say more\"",
    "\"\"\"nobody listens\"\" she told the nurse\"",
    "\"keeps to \"\"his corner\"\", rarely joins in, asks to go home\""};

#define ANY(chance, list) ((list)[below(chance, sizeof(list) / sizeof *(list))])

static const char *any_evidence(struct chance *chance)
{
    if (below(chance, 3) > 0)
        return ANY(chance, plain_evidence);
    return below(chance, 5) > 0 ? ANY(chance, comma_evidence) : ANY(chance, doubled_evidence);
}

static const char *any_status(struct chance *chance)
{
    uint32_t share = below(chance, 100);
    return share < 92 ? "present" : share < 97 ? "historic" : "negated";
}

static char *put(char *to, const char *word)
{
    size_t length = strlen(word);
    memcpy(to, word, length);
    to[length] = ',';
    return to + length + 1;
}

static char *put_number(char *to, uint32_t number, int digits, char behind)
{
    for (int i = digits; i-- > 0; number /= 10)
        to[i] = (char)('0' + number % 10);
    to[digits] = behind;
    return to + digits + 1;
}

static char *put_row(char *to, uint32_t row, uint32_t family, uint32_t child)
{
    struct chance chance = chance_of(row);
    *to++ = 'F';
    to = put_number(to, family + 1, 7, ',');
    *to++ = 'C';
    to = put_number(to, child + 1, 7, ',');
    to = put_number(to, 2022 + below(&chance, 4), 4, '-');
    to = put_number(to, 1 + below(&chance, 12), 2, '-');
    to = put_number(to, 1 + below(&chance, 28), 2, ',');
    to = put(to, any_code(&chance));
    to = put(to, any_status(&chance));
    to = put(to, ANY(&chance, agencies));
    to = put(to, any_evidence(&chance));
    to[-1] = '\n';
    return to;
}

/* Each child has one row; chance deals out the others. */
static void deal_children(uint32_t *child_of, uint32_t rows, uint32_t children,
                          uint32_t *row_counts)
{
    struct chance chance = chance_of(UINT32_MAX);
    for (uint32_t i = 0; i < children; i++)
        row_counts[i] = 1;
    for (uint32_t i = children; i < rows; i++)
        row_counts[below(&chance, children)]++;
    for (uint32_t child = 0, row = 0; child < children; child++)
        for (uint32_t i = 0; i < row_counts[child]; i++)
            child_of[row++] = child;
}

static void deal_families(uint32_t *family_of, uint32_t children)
{
    struct chance chance = chance_of((uint64_t)UINT32_MAX + 1);
    for (uint32_t child = 0, family = 0; child < children; family++)
        for (uint32_t i = 1 + below(&chance, 4); i > 0 && child < children; i--)
            family_of[child++] = family;
}

static void shuffle(uint32_t *order, uint32_t count)
{
    struct chance chance = chance_of((uint64_t)UINT32_MAX + 2);
    for (uint32_t i = count; i > 1; i--) {
        uint32_t other = below(&chance, i), kept = order[i - 1];
        order[i - 1] = order[other];
        order[other] = kept;
    }
}

int main(int argc, char **argv)
{
    unsigned long rows = argc == 4 ? strtoul(argv[1], NULL, 10) : 0;
    int shuffled = argc == 4 && strcmp(argv[2], "shuffled") == 0;
    if (rows < 1 || rows > 49999999 || (!shuffled && strcmp(argv[2], "grouped") != 0)) {
        fputs("usage: make-rows ROWS grouped|shuffled INDICATORS.CSV\n", stderr);
        return 2;
    }
    if (!read_codes(argv[3])) {
        fprintf(stderr, "make-rows: %s: cannot be read, or lacks codes of a level\n", argv[3]);
        return 2;
    }
    uint32_t count = (uint32_t)rows, children = (count + ROWS_A_CHILD - 1) / ROWS_A_CHILD;
    uint32_t *child_of = calloc(count, sizeof *child_of), *order = calloc(count, sizeof *order);
    uint32_t *family_of = calloc(children, sizeof *family_of);
    uint32_t *row_counts = calloc(children, sizeof *row_counts);
    char *out = malloc(OUT_BYTES + LINE_BYTES);
    if (!child_of || !order || !family_of || !row_counts || !out) {
        fputs("make-rows: out of memory\n", stderr);
        return 2;
    }
    deal_children(child_of, count, children, row_counts);
    deal_families(family_of, children);
    for (uint32_t i = 0; i < count; i++)
        order[i] = i;
    if (shuffled)
        shuffle(order, count);

    puts("family_id,child_id,date,indicator,status,agency,evidence");
    char *to = out;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t row = order[i], child = child_of[row];
        to = put_row(to, row, family_of[child], child);
        if (to - out >= OUT_BYTES || i + 1 == count) {
            fwrite(out, 1, (size_t)(to - out), stdout);
            to = out;
        }
    }
    free(child_of);
    free(order);
    free(family_of);
    free(row_counts);
    free(out);
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
