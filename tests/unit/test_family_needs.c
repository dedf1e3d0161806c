/* The needs of families, from level rows and from indicator rows (domain/plan/family_needs.h). */
#include "domain/plan/family_needs.h"

#include "files.h"
#include "hear.h"
#include "tap.h"

static struct framework *framework;
static const struct table_settings settings = {.delimiter = ','};
static struct buffer told = {.maximum = (size_t)1 << 20};

/* Reads the files; each family as `FAMILY LEVEL AS_OF` and, behind `|`, its children as `CHILD
 * LEVEL CODES`. */
static void reads(const char *first, const char *second, const char *wanted, const char *messages,
                  const char *name)
{
    const char *paths[2] = {files_put("first.csv", text_of(first)),
                            files_put("second.csv", text_of(second))};
    struct family_needs_request request = {framework, &settings, paths,
                                           second[0] ? (size_t)2 : (size_t)1, 20000};
    struct family_needs_list list;
    uint64_t rejected = 0;
    char day[DATE_TEXT_BYTES];
    buffer_clear(&told);
    hear_nothing();
    if (!family_needs_read(&list, &request, &rejected, &hearing))
        buffer_put(&told, "failed\n");
    for (size_t i = 0; i < list.count; i++) {
        const struct family_needs *family = &list.families[i];
        date_write(&family->as_of, day);
        buffer_add(&told, family->family);
        buffer_format(&told, " %s %s", framework->levels[family->level].code.data, day);
        for (size_t j = 0; j < family->child_count; j++) {
            const struct needing_child *child = &family->children[j];
            buffer_put(&told, " | ");
            buffer_add(&told, child->child);
            buffer_format(&told, " %s", framework->levels[child->level].code.data);
            for (uint32_t k = 0; k < framework->indicator_count; k++)
                if (indicator_set_has(child->needs, k))
                    buffer_format(&told, " %s", framework->indicators[k].code.data);
        }
        buffer_put(&told, "\n");
    }
    buffer_format(&told, "%llu used, %llu rejected\n", (unsigned long long)list.rows,
                  (unsigned long long)rejected);
    family_needs_release(&list);
    is_text(buffer_text(&told), text_of(wanted), name);
    is_text(heard_text(), text_of(messages), name);
}

static void test_levels(void)
{
    reads("family_id,child_id,as_of,level,needs\n"
          "F2,C3,2026-11-20,early-help,HEA-EH-01;EDU-EH-02\n"
          "F1,C1,,child-in-need,EDU-CIN-01 ; HEA-EH-01;\n"
          "F2,C4,2026-11-22,universal,\n",
          "",
          "F2 early-help 2026-11-20 | C3 early-help HEA-EH-01 EDU-EH-02 | C4 universal\n"
          "F1 child-in-need  | C1 child-in-need HEA-EH-01 EDU-CIN-01\n"
          "3 used, 0 rejected\n",
          "", "families stand in the order of their rows, with the gravest level");
    reads("family_id,child_id,level,needs\n"
          "F1,,child-in-need,FAM-CIN-01\n"
          ",C9,early-help,HEA-EH-01\n"
          "F1,C1,early-help,HEA-EH-01\n"
          ",C8,early-help,HEA-EH-02\n"
          "F3,,early-help,HEA-EH-01\n",
          "",
          "F1 child-in-need  | C1 early-help HEA-EH-01 FAM-CIN-01\n"
          " early-help  | C9 early-help HEA-EH-01\n"
          " early-help  | C8 early-help HEA-EH-02\n"
          "F3 early-help  |  early-help HEA-EH-01\n"
          "5 used, 0 rejected\n",
          "", "a whole family's needs are its children's; a child without family stands alone");
    reads("family_id,child_id,level,needs\nF1,C1,early-help,HEA-EH-01\nF2,C2,universal,\n",
          "needs,level,child_id,family_id\nEDU-CIN-01;EDU-U-01,child-in-need,C1,F1\n",
          "F1 child-in-need  | C1 child-in-need HEA-EH-01 EDU-CIN-01\n"
          "F2 universal  | C2 universal\n"
          "3 used, 0 rejected\n",
          "", "several rows of a child are taken together; a strength is no need");
    reads("family_id,child_id,level,drivers\nF1,C1,early-help,HEA-EH-01\n", "",
          "F1 early-help  | C1 early-help HEA-EH-01\n1 used, 0 rejected\n", "",
          "without needs, what set the level counts");
    reads("family_id,child_id,level,needs\n"
          "F1,C1,early-help,HEA-EH-01;HEA-EH-0l\n"
          "F2,C2,level-9,HEA-EH-01\n"
          "F3,C3,early-help,a word\n"
          ",,early-help,HEA-EH-01\n"
          "F4,C4,,HEA-EH-01\n",
          "", "0 used, 5 rejected\n",
          "reject: first.csv:2: needs: unknown indicator code 'HEA-EH-0l'; nearest: HEA-EH-01, "
          "HEA-EH-02, HEA-EH-03\n"
          "reject: first.csv:3: level: not one of universal, early-help, "
          "child-in-need, significant-harm\n"
          "reject: first.csv:4: needs: unknown indicator code; no known one is near\n"
          "reject: first.csv:5: family_id and child_id are both blank\n"
          "reject: first.csv:6: level: blank, but a value is needed\n",
          "rows that cannot be used are rejected");
}

static void test_indicators(void)
{
    reads("family_id,child_id,indicator,status,end_date\n"
          "F2,,FAM-EH-01,,\n"
          "F1,C1,HEA-EH-01,,\n"
          "F2,C2,EDU-CIN-01,present,\n"
          "F1,C1,EDU-CIN-01,historic,\n"
          "F1,C1,EDU-EH-01,present,2001-01-01\n"
          "F1,C1,HEA-U-01,present,\n",
          "",
          "F2 child-in-need  | C2 child-in-need EDU-CIN-01 FAM-EH-01\n"
          "F1 early-help  | C1 early-help HEA-EH-01\n"
          "6 used, 0 rejected\n",
          "", "indicator rows: what counts, and the level that follows");
    reads("child_id,indicator,level\nC1,HEA-EH-01,high\n", "",
          " early-help  | C1 early-help HEA-EH-01\n1 used, 0 rejected\n", "",
          "a level beside each indicator does not make level rows");
    reads("family_id,child_id,indicator\n", "", "0 used, 0 rejected\n", "", "no row");
    reads(
        "family_id,child_id,level\nF1,C1,early-help\n", "", "failed\n0 used, 0 rejected\n",
        "first.csv:1: no column for needs or drivers; columns found: family_id, child_id, level\n",
        "level rows without needs");
    reads("family_id,child_id,level,needs\nF1,C1,early-help,\n", "family_id,level\nF2,early-help\n",
          "failed\n1 used, 0 rejected\n",
          "second.csv:1: no column for needs or drivers; columns found: family_id, level\n",
          "a second file of level rows without needs");
    reads("", "", "failed\n0 used, 0 rejected\n", "first.csv: no header line: the file is empty\n",
          "an empty file");
}

int main(void)
{
    framework = framework_new(FRAMEWORK_DEFAULT, &hearing);
    if (ok(framework != NULL, "the framework") && files_make()) {
        test_levels();
        test_indicators();
        files_remove();
    }
    framework_free(framework);
    buffer_release(&told);
    buffer_release(&heard);
    return done();
}
