#include "render/calendar.h"
#include "tap.h"

static const struct reporter silent = {NULL, NULL};
static const struct calendar_settings days = {.product = {"eh-test", 7}, .as_of = 20423};

static void begin(struct output *output)
{
    output_to_memory(output, 1 << 20, &silent);
}

static void test_event(void)
{
    struct output output;
    struct calendar_entry entry = {.uid = TEXT("u1"),
                                   .summary = TEXT("A; b, c\\d\ne\r\nf\rg\x01"
                                                   "h"),
                                   .day = 20423};
    begin(&output);
    calendar_begin(&output, &days);
    calendar_add(&output, &days, &entry);
    calendar_end(&output);
    is_text(output_memory(&output),
            TEXT("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//eh//eh-test//EN\r\n"
                 "BEGIN:VEVENT\r\nUID:u1\r\nDTSTAMP:20251201T000000Z\r\n"
                 "DTSTART;VALUE=DATE:20251201\r\nSUMMARY:A\\; b\\, c\\\\d\\ne\\nf\\ngh\r\n"
                 "CLASS:CONFIDENTIAL\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"),
            "an event, with all that is escaped");
    output_close(&output, true);
}

static void test_task(void)
{
    struct calendar_settings tasks = days;
    struct output output;
    struct calendar_entry entry = {.uid = TEXT("u1"), .day = DATE_DAY_OPEN_END, .begun = true};
    tasks.tasks = true;
    tasks.name = TEXT("Due");
    begin(&output);
    calendar_begin(&output, &tasks);
    calendar_add(&output, &tasks, &entry);
    calendar_end(&output);
    is_text(output_memory(&output),
            TEXT("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//eh//eh-test//EN\r\n"
                 "X-WR-CALNAME:Due\r\nBEGIN:VTODO\r\nUID:u1\r\nDTSTAMP:20251201T000000Z\r\n"
                 "SUMMARY:\r\nCLASS:CONFIDENTIAL\r\nSTATUS:IN-PROCESS\r\nEND:VTODO\r\n"
                 "END:VCALENDAR\r\n"),
            "a task without a day");
    output_close(&output, true);
}

/* The text of a calendar without its folds; counts lines that are too long or end badly. */
static struct text unfold(struct text text, struct buffer *to, size_t *wrong)
{
    size_t line = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] == '\r' && i + 1 < text.length && text.data[i + 1] == '\n') {
            *wrong += line > 75;
            line = 0;
            if (i + 2 < text.length && text.data[i + 2] == ' ') {
                i += 2;
                line = 1;
                /* No character is cut: what goes on is not the middle of one. */
                *wrong += i + 1 < text.length && ((unsigned char)text.data[i + 1] & 0xc0) == 0x80;
                continue;
            }
            buffer_add_byte(to, '\n');
            i++;
            continue;
        }
        line++;
        buffer_add_byte(to, text.data[i]);
    }
    *wrong += line > 0;
    return buffer_text(to);
}

/* Summaries of every length, of characters of one to four bytes and of escapes. */
static void test_folding(void)
{
    static const char *const units[] = {"x", "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x8e\x88", ","};
    static const char *const told[] = {"x", "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x8e\x88", "\\,"};
    size_t wrong = 0, different = 0;
    for (size_t unit = 0; unit < 5; unit++)
        for (size_t length = 0; length < 200; length++) {
            struct buffer summary, wanted, whole;
            struct output output;
            buffer_init(&summary, 1 << 16);
            buffer_init(&wanted, 1 << 16);
            buffer_init(&whole, 1 << 16);
            buffer_put(&wanted, "\nSUMMARY:");
            for (size_t i = 0; i < length; i++) {
                const char *piece = i % 7 == unit ? "a" : units[unit];
                buffer_add(&summary, text_of(piece));
                buffer_add(&wanted, text_of(i % 7 == unit ? "a" : told[unit]));
            }
            buffer_put(&wanted, "\n");
            begin(&output);
            struct calendar_entry entry = {.uid = TEXT("u"), .summary = buffer_text(&summary)};
            calendar_add(&output, &days, &entry);
            buffer_add_byte(&whole, '\n');
            struct text text = unfold(output_memory(&output), &whole, &wrong);
            bool found = false;
            for (size_t i = 0; i + wanted.length <= text.length && !found; i++)
                found = memcmp(text.data + i, wanted.data, wanted.length) == 0;
            different += !found;
            output_close(&output, true);
            buffer_release(&summary);
            buffer_release(&wanted);
            buffer_release(&whole);
        }
    is_number(wrong, 0, "no line is longer than 75 bytes, and no character is cut");
    is_number(different, 0, "unfolded, each summary is as it was");
}

static void uid(const char *a, const char *b, const char *wanted, const char *name)
{
    struct buffer made;
    struct text ids[2] = {text_of(a), text_of(b)};
    buffer_init(&made, 1 << 10);
    calendar_uid(&made, &days, TEXT("action"), ids, 2);
    is_text(buffer_text(&made), text_of(wanted), name);
    buffer_release(&made);
}

static void test_uids(void)
{
    uid("F0001", "A-1.2", "action_F0001_A-1.2@eh-test", "plain ids stand as they are");
    uid("", "A1", "action__A1@eh-test", "a blank one as nothing");
    uid("F_1", "A1", "action_xf2f1db199cc0e839_A1@eh-test", "any other as its hash");
    uid("0123456789012345678901234567890123456789", "",
        "action_0123456789012345678901234567890123456789_@eh-test", "forty letters are plain");
    struct buffer made;
    buffer_init(&made, 1 << 10);
    calendar_hash(&made, TEXT("foobar"));
    is_text(buffer_text(&made), TEXT("85944171f73967e8"), "FNV-1a, as published");
    buffer_clear(&made);
    calendar_hash(&made, TEXT(""));
    is_text(buffer_text(&made), TEXT("cbf29ce484222325"), "of nothing");
    buffer_release(&made);
}

int main(void)
{
    test_event();
    test_task();
    test_folding();
    test_uids();
    return done();
}
