#include "base/date.h"
#include "tap.h"

/* Results of reading that have no canonical form. */
#define NONE "none"
#define IMPOSSIBLE "impossible"
#define UNREADABLE "unreadable"

/*
 * What a cell reads as: the canonical form, or one of the words above. Where the span matters,
 * `earliest` and `latest` are ISO days, `-` for an open end.
 */
static const struct reading {
    const char *cell, *canonical, *earliest, *latest;
    enum date_precision precision;
} readings[] = {
    /* ISO 8601 */
    {"2026-11-22", "2026-11-22", "2026-11-22", "2026-11-22", DATE_DAY},
    {"1000-01-01", "1000-01-01", "1000-01-01", "1000-01-01", DATE_DAY},
    {"2999-12-31", "2999-12-31", "2999-12-31", "2999-12-31", DATE_DAY},
    {"2024-02-29", "2024-02-29", "2024-02-29", "2024-02-29", DATE_DAY},
    {"2000-02-29", "2000-02-29", "2000-02-29", "2000-02-29", DATE_DAY},
    {"2022-03", "2022-03", "2022-03-01", "2022-03-31", DATE_MONTH},
    {"2023-02", "2023-02", "2023-02-01", "2023-02-28", DATE_MONTH},
    {"2024-02", "2024-02", "2024-02-01", "2024-02-29", DATE_MONTH},
    {"2022-12", "2022-12", "2022-12-01", "2022-12-31", DATE_MONTH},
    {"2022", "2022", "2022-01-01", "2022-12-31", DATE_YEAR},
    {"2026-02-30", IMPOSSIBLE, NULL, NULL, 0},
    {"2026-02-29", IMPOSSIBLE, NULL, NULL, 0},
    {"1900-02-29", IMPOSSIBLE, NULL, NULL, 0},
    {"2026-13-01", IMPOSSIBLE, NULL, NULL, 0},
    {"2026-00-01", IMPOSSIBLE, NULL, NULL, 0},
    {"2026-01-00", IMPOSSIBLE, NULL, NULL, 0},
    {"2026-04-31", IMPOSSIBLE, NULL, NULL, 0},
    {"2026-13", IMPOSSIBLE, NULL, NULL, 0},
    {"2026-00", IMPOSSIBLE, NULL, NULL, 0},
    {"0000-00-00", IMPOSSIBLE, NULL, NULL, 0},
    {"0999-12-31", IMPOSSIBLE, NULL, NULL, 0},
    {"3000-01-01", IMPOSSIBLE, NULL, NULL, 0},
    {"0202", IMPOSSIBLE, NULL, NULL, 0},
    {"20226-01-01", IMPOSSIBLE, NULL, NULL, 0},
    {"20226-01", IMPOSSIBLE, NULL, NULL, 0},
    {"2026-1-1", UNREADABLE, NULL, NULL, 0},
    {"2026-01-1", UNREADABLE, NULL, NULL, 0},
    {"2026-1", UNREADABLE, NULL, NULL, 0},
    {"2026-11-22-", UNREADABLE, NULL, NULL, 0},
    {"2026-11-222", UNREADABLE, NULL, NULL, 0},
    {"2026-", UNREADABLE, NULL, NULL, 0},
    {"2026-11-", UNREADABLE, NULL, NULL, 0},
    {"-2026", UNREADABLE, NULL, NULL, 0},
    {"20261122", UNREADABLE, NULL, NULL, 0},
    {"44562", UNREADABLE, NULL, NULL, 0},
    {"202211-01-01", UNREADABLE, NULL, NULL, 0},
    {"226-01-01", UNREADABLE, NULL, NULL, 0},
    {"26-01-01", UNREADABLE, NULL, NULL, 0},
    {"2026/11/22", UNREADABLE, NULL, NULL, 0},
    {"2026.11.22", UNREADABLE, NULL, NULL, 0},
    {"2026 11 22", UNREADABLE, NULL, NULL, 0},
    {"2026-11/22", UNREADABLE, NULL, NULL, 0},
    {"202a-11-22", UNREADABLE, NULL, NULL, 0},
    {"2026-1a-22", UNREADABLE, NULL, NULL, 0},

    /* Time parts */
    {"2026-11-22T09:30", "2026-11-22", NULL, NULL, DATE_DAY},
    {"2026-11-22T09:30:00", "2026-11-22", NULL, NULL, DATE_DAY},
    {"2026-11-22T09:30:00Z", "2026-11-22", NULL, NULL, DATE_DAY},
    {"2026-11-22T23:59:60Z", "2026-11-22", NULL, NULL, DATE_DAY},
    {"2026-11-22t09:30z", "2026-11-22", NULL, NULL, DATE_DAY},
    {"2026-11-22T23:30:00-11:00", "2026-11-22", NULL, NULL, DATE_DAY},
    {"2026-11-22T00:30:00+01:00", "2026-11-22", NULL, NULL, DATE_DAY},
    {"2026-11-22 00:00:00.000", "2026-11-22", NULL, NULL, DATE_DAY},
    {"2026-11-22 00:00:00.0000000", "2026-11-22", NULL, NULL, DATE_DAY},
    {"2026-11-22  09:30", "2026-11-22", NULL, NULL, DATE_DAY},
    {"22/11/2026 00:00", "2026-11-22", NULL, NULL, DATE_DAY},
    {"1/2/2026 23:59:59", "2026-02-01", NULL, NULL, DATE_DAY},
    {"22 Nov 2026 09:30", "2026-11-22", NULL, NULL, DATE_DAY},
    {"2026-02-30 00:00", IMPOSSIBLE, NULL, NULL, 0},
    {"31/02/2026 00:00:00", IMPOSSIBLE, NULL, NULL, 0},
    {"2026-11-22T", UNREADABLE, NULL, NULL, 0},
    {"2026-11-22T24:00", UNREADABLE, NULL, NULL, 0},
    {"2026-11-22T09:60", UNREADABLE, NULL, NULL, 0},
    {"2026-11-22T09:30:61", UNREADABLE, NULL, NULL, 0},
    {"2026-11-22T9:30", UNREADABLE, NULL, NULL, 0},
    {"2026-11-22T09", UNREADABLE, NULL, NULL, 0},
    {"2026-11-22T0930", UNREADABLE, NULL, NULL, 0},
    {"2026-11-22T09:30:", UNREADABLE, NULL, NULL, 0},
    {"2026-11-22T09:30:00.", UNREADABLE, NULL, NULL, 0},
    {"2026-11-22T09:30.5", UNREADABLE, NULL, NULL, 0},
    {"2026-11-22T09:30+1:00", UNREADABLE, NULL, NULL, 0},
    {"2026-11-22T09:30+01", UNREADABLE, NULL, NULL, 0},
    {"2026-11-22T09:30+24:00", UNREADABLE, NULL, NULL, 0},
    {"2026-11-22T09:30ZZ", UNREADABLE, NULL, NULL, 0},
    {"2026-11-22 09:30 am", UNREADABLE, NULL, NULL, 0},
    {"2026-11-2209:30", UNREADABLE, NULL, NULL, 0},
    {"2026-11 09:30", UNREADABLE, NULL, NULL, 0},
    {"2026-13 09:30", UNREADABLE, NULL, NULL, 0},
    {"2026 09:30", UNREADABLE, NULL, NULL, 0},
    {"Nov 2026 09:30", UNREADABLE, NULL, NULL, 0},
    {"2026-11-XX 09:30", UNREADABLE, NULL, NULL, 0},
    {"2026-11-22? 09:30", UNREADABLE, NULL, NULL, 0},
    {"22/11/2026T09:30", UNREADABLE, NULL, NULL, 0},

    /* Day first */
    {"22/11/2026", "2026-11-22", NULL, NULL, DATE_DAY},
    {"1/2/2026", "2026-02-01", NULL, NULL, DATE_DAY},
    {"01/2/2026", "2026-02-01", NULL, NULL, DATE_DAY},
    {"22.11.2026", "2026-11-22", NULL, NULL, DATE_DAY},
    {"22-11-2026", "2026-11-22", NULL, NULL, DATE_DAY},
    {"1-2-2026", "2026-02-01", NULL, NULL, DATE_DAY},
    {"29/02/2024", "2024-02-29", NULL, NULL, DATE_DAY},
    {"31/02/2026", IMPOSSIBLE, NULL, NULL, 0},
    {"11/22/2026", IMPOSSIBLE, NULL, NULL, 0},
    {"00/11/2026", IMPOSSIBLE, NULL, NULL, 0},
    {"0/1/2026", IMPOSSIBLE, NULL, NULL, 0},
    {"22/00/2026", IMPOSSIBLE, NULL, NULL, 0},
    {"32/1/2026", IMPOSSIBLE, NULL, NULL, 0},
    {"22/11/0026", IMPOSSIBLE, NULL, NULL, 0},
    {"22/11/3026", IMPOSSIBLE, NULL, NULL, 0},
    {"22/11/20266", IMPOSSIBLE, NULL, NULL, 0},
    {"22/11/26", UNREADABLE, NULL, NULL, 0},
    {"22/11/202", UNREADABLE, NULL, NULL, 0},
    {"22/11/202666", UNREADABLE, NULL, NULL, 0},
    {"22/11-2026", UNREADABLE, NULL, NULL, 0},
    {"22.11-2026", UNREADABLE, NULL, NULL, 0},
    {"022/11/2026", UNREADABLE, NULL, NULL, 0},
    {"22/011/2026", UNREADABLE, NULL, NULL, 0},
    {"22/11/2026/", UNREADABLE, NULL, NULL, 0},
    {"22/11/", UNREADABLE, NULL, NULL, 0},
    {"22/11", UNREADABLE, NULL, NULL, 0},
    {"22//11/2026", UNREADABLE, NULL, NULL, 0},
    {"22 11 2026", UNREADABLE, NULL, NULL, 0},
    {"2a/11/2026", UNREADABLE, NULL, NULL, 0},
    {"22/1a/2026", UNREADABLE, NULL, NULL, 0},
    {"22/11/20\xc2\xb2", UNREADABLE, NULL, NULL, 0},

    /* Months */
    {"Mar 22", "2022-03", "2022-03-01", "2022-03-31", DATE_MONTH},
    {"Mar 00", "2000-03", NULL, NULL, DATE_MONTH},
    {"Mar 99", "2099-03", NULL, NULL, DATE_MONTH},
    {"March 2022", "2022-03", NULL, NULL, DATE_MONTH},
    {"MARCH 2022", "2022-03", NULL, NULL, DATE_MONTH},
    {"mar. 2022", "2022-03", NULL, NULL, DATE_MONTH},
    {"March, 2022", "2022-03", NULL, NULL, DATE_MONTH},
    {"Mar,2022", "2022-03", NULL, NULL, DATE_MONTH},
    {"Mar-22", "2022-03", NULL, NULL, DATE_MONTH},
    {"Mar-2022", "2022-03", NULL, NULL, DATE_MONTH},
    {"Mar\302\24022", "2022-03", NULL, NULL, DATE_MONTH},
    {"Sep 2022", "2022-09", NULL, NULL, DATE_MONTH},
    {"Sept 2022", "2022-09", NULL, NULL, DATE_MONTH},
    {"Sept. 2022", "2022-09", NULL, NULL, DATE_MONTH},
    {"September 2022", "2022-09", NULL, NULL, DATE_MONTH},
    {"January 2022", "2022-01", NULL, NULL, DATE_MONTH},
    {"Feb 2022", "2022-02", NULL, NULL, DATE_MONTH},
    {"april 2022", "2022-04", NULL, NULL, DATE_MONTH},
    {"May 2022", "2022-05", NULL, NULL, DATE_MONTH},
    {"June 2022", "2022-06", NULL, NULL, DATE_MONTH},
    {"Jul 2022", "2022-07", NULL, NULL, DATE_MONTH},
    {"August 2022", "2022-08", NULL, NULL, DATE_MONTH},
    {"Oct 2022", "2022-10", NULL, NULL, DATE_MONTH},
    {"Nov 2022", "2022-11", NULL, NULL, DATE_MONTH},
    {"December 2022", "2022-12", NULL, NULL, DATE_MONTH},
    {"03/2022", "2022-03", NULL, NULL, DATE_MONTH},
    {"3/2022", "2022-03", NULL, NULL, DATE_MONTH},
    {"13/2022", IMPOSSIBLE, NULL, NULL, 0},
    {"00/2022", IMPOSSIBLE, NULL, NULL, 0},
    {"03/20222", IMPOSSIBLE, NULL, NULL, 0},
    {"03/222", UNREADABLE, NULL, NULL, 0},
    {"03/22", UNREADABLE, NULL, NULL, 0},
    {"03.2022", UNREADABLE, NULL, NULL, 0},
    {"03-2022", UNREADABLE, NULL, NULL, 0},
    {"Mar 0022", IMPOSSIBLE, NULL, NULL, 0},
    {"Mar 20222", IMPOSSIBLE, NULL, NULL, 0},
    {"Mar 222", UNREADABLE, NULL, NULL, 0},
    {"Mar 2", UNREADABLE, NULL, NULL, 0},
    {"Mar", UNREADABLE, NULL, NULL, 0},
    {"Mar ", UNREADABLE, NULL, NULL, 0},
    {"Mar22", UNREADABLE, NULL, NULL, 0},
    {"Marc 2022", UNREADABLE, NULL, NULL, 0},
    {"Ma 2022", UNREADABLE, NULL, NULL, 0},
    {"Septe 2022", UNREADABLE, NULL, NULL, 0},
    {"Septs 2022", UNREADABLE, NULL, NULL, 0},
    {"Marz 2022", UNREADABLE, NULL, NULL, 0},
    {"Mar.. 2022", UNREADABLE, NULL, NULL, 0},
    {"Q3 22", UNREADABLE, NULL, NULL, 0},
    {"Q3 2022", UNREADABLE, NULL, NULL, 0},
    {"2022 Mar", UNREADABLE, NULL, NULL, 0},
    {"2022/23", UNREADABLE, NULL, NULL, 0},
    {"2022/03", UNREADABLE, NULL, NULL, 0},

    /* Day and month's name */
    {"3 Mar 2022", "2022-03-03", NULL, NULL, DATE_DAY},
    {"03 Mar 2022", "2022-03-03", NULL, NULL, DATE_DAY},
    {"3rd March 2022", "2022-03-03", NULL, NULL, DATE_DAY},
    {"3rd March, 2022", "2022-03-03", NULL, NULL, DATE_DAY},
    {"1ST MARCH 2022", "2022-03-01", NULL, NULL, DATE_DAY},
    {"2nd Mar 22", "2022-03-02", NULL, NULL, DATE_DAY},
    {"4th Mar. 22", "2022-03-04", NULL, NULL, DATE_DAY},
    {"11th Mar 22", "2022-03-11", NULL, NULL, DATE_DAY},
    {"12th Mar 22", "2022-03-12", NULL, NULL, DATE_DAY},
    {"13th Mar 22", "2022-03-13", NULL, NULL, DATE_DAY},
    {"20th Mar 22", "2022-03-20", NULL, NULL, DATE_DAY},
    {"21st Mar 22", "2022-03-21", NULL, NULL, DATE_DAY},
    {"22nd Mar 22", "2022-03-22", NULL, NULL, DATE_DAY},
    {"23rd Mar 22", "2022-03-23", NULL, NULL, DATE_DAY},
    {"31st Mar 22", "2022-03-31", NULL, NULL, DATE_DAY},
    {"03-Mar-2022", "2022-03-03", NULL, NULL, DATE_DAY},
    {"3-MAR-22", "2022-03-03", NULL, NULL, DATE_DAY},
    {"3/Mar/2022", "2022-03-03", NULL, NULL, DATE_DAY},
    {"3 Mar 22", "2022-03-03", NULL, NULL, DATE_DAY},
    {"3  Mar\t2022", "2022-03-03", NULL, NULL, DATE_DAY},
    {"29 Feb 2024", "2024-02-29", NULL, NULL, DATE_DAY},
    {"29 Feb 2023", IMPOSSIBLE, NULL, NULL, 0},
    {"0 Mar 2022", IMPOSSIBLE, NULL, NULL, 0},
    {"31st April 2022", IMPOSSIBLE, NULL, NULL, 0},
    {"32 Mar 2022", IMPOSSIBLE, NULL, NULL, 0},
    {"3 Mar 0999", IMPOSSIBLE, NULL, NULL, 0},
    {"3th Mar 2022", UNREADABLE, NULL, NULL, 0},
    {"11st Mar 2022", UNREADABLE, NULL, NULL, 0},
    {"3rdMar 2022", UNREADABLE, NULL, NULL, 0},
    {"3 rd March 2022", UNREADABLE, NULL, NULL, 0},
    {"3Mar2022", UNREADABLE, NULL, NULL, 0},
    {"003 Mar 2022", UNREADABLE, NULL, NULL, 0},
    {"3 Mar", UNREADABLE, NULL, NULL, 0},
    {"3 Mar 2022 x", UNREADABLE, NULL, NULL, 0},
    {"March 3 2022", UNREADABLE, NULL, NULL, 0},
    {"Tue 3 Mar 2022", UNREADABLE, NULL, NULL, 0},

    /* EDTF level 1: qualifiers and unspecified digits */
    {"2015~", "2015~", "2015-01-01", "2015-12-31", DATE_YEAR},
    {"2015?", "2015?", "2015-01-01", "2015-12-31", DATE_YEAR},
    {"2015%", "2015%", "2015-01-01", "2015-12-31", DATE_YEAR},
    {"2004-06~", "2004-06~", "2004-06-01", "2004-06-30", DATE_MONTH},
    {"2004-06-11?", "2004-06-11?", "2004-06-11", "2004-06-11", DATE_DAY},
    {"22/11/2026?", "2026-11-22?", NULL, NULL, DATE_DAY},
    {"Mar 2022~", "2022-03~", NULL, NULL, DATE_MONTH},
    {"2004-07-XX", "2004-07-XX", "2004-07-01", "2004-07-31", DATE_MONTH},
    {"2004-02-xx", "2004-02-XX", "2004-02-01", "2004-02-29", DATE_MONTH},
    {"2004-XX-XX", "2004-XX-XX", "2004-01-01", "2004-12-31", DATE_YEAR},
    {"2004-XX", "2004-XX", "2004-01-01", "2004-12-31", DATE_YEAR},
    {"2004-XX-XX~", "2004-XX-XX~", NULL, NULL, DATE_YEAR},
    {"201X", "201X", "2010-01-01", "2019-12-31", DATE_DECADE},
    {"201x?", "201X?", "2010-01-01", "2019-12-31", DATE_DECADE},
    {"20XX", "20XX", "2000-01-01", "2099-12-31", DATE_CENTURY},
    {"10XX", "10XX", "1000-01-01", "1099-12-31", DATE_CENTURY},
    {"29XX", "29XX", "2900-01-01", "2999-12-31", DATE_CENTURY},
    {"299X", "299X", "2990-01-01", "2999-12-31", DATE_DECADE},
    {"09XX", IMPOSSIBLE, NULL, NULL, 0},
    {"099X", IMPOSSIBLE, NULL, NULL, 0},
    {"30XX", IMPOSSIBLE, NULL, NULL, 0},
    {"2004-13-XX", IMPOSSIBLE, NULL, NULL, 0},
    {"2015~~", UNREADABLE, NULL, NULL, 0},
    {"2015?~", UNREADABLE, NULL, NULL, 0},
    {"2015 ~", UNREADABLE, NULL, NULL, 0},
    {"~2015", UNREADABLE, NULL, NULL, 0},
    {"?2015", UNREADABLE, NULL, NULL, 0},
    {"2XXX", UNREADABLE, NULL, NULL, 0},
    {"XXXX", UNREADABLE, NULL, NULL, 0},
    {"20X5", UNREADABLE, NULL, NULL, 0},
    {"201X-05", UNREADABLE, NULL, NULL, 0},
    {"201XX", UNREADABLE, NULL, NULL, 0},
    {"2004-X", UNREADABLE, NULL, NULL, 0},
    {"2004-1X", UNREADABLE, NULL, NULL, 0},
    {"2004-X12", UNREADABLE, NULL, NULL, 0},
    {"2004-07-X05", UNREADABLE, NULL, NULL, 0},
    {"20X15", UNREADABLE, NULL, NULL, 0},
    {"2004-07-1X", UNREADABLE, NULL, NULL, 0},
    {"2004-07-X", UNREADABLE, NULL, NULL, 0},
    {"2004-XX-05", UNREADABLE, NULL, NULL, 0},
    {"2004-XX-X", UNREADABLE, NULL, NULL, 0},

    /* Seasons */
    {"2004-21", "2004-21", "2004-03-01", "2004-05-31", DATE_SEASON},
    {"2004-22", "2004-22", "2004-06-01", "2004-08-31", DATE_SEASON},
    {"2004-23~", "2004-23~", "2004-09-01", "2004-11-30", DATE_SEASON},
    {"2003-24", "2003-24", "2003-12-01", "2004-02-29", DATE_SEASON},
    {"2004-24", "2004-24", "2004-12-01", "2005-02-28", DATE_SEASON},
    {"2999-24", "2999-24", "2999-12-01", "3000-02-28", DATE_SEASON},
    {"2004-20", IMPOSSIBLE, NULL, NULL, 0},
    {"2004-25", IMPOSSIBLE, NULL, NULL, 0},
    {"2004-21-01", IMPOSSIBLE, NULL, NULL, 0},
    {"2004-21-XX", IMPOSSIBLE, NULL, NULL, 0},
    {"21/2004", IMPOSSIBLE, NULL, NULL, 0},

    /* Intervals */
    {"2011/2013", "2011/2013", "2011-01-01", "2013-12-31", DATE_INTERVAL},
    {"2011-05-06/2013-02", "2011-05-06/2013-02", "2011-05-06", "2013-02-28", DATE_INTERVAL},
    {"2011~/2013-02-03?", "2011~/2013-02-03?", "2011-01-01", "2013-02-03", DATE_INTERVAL},
    {"2004-21/2004-24%", "2004-21/2004-24%", "2004-03-01", "2005-02-28", DATE_INTERVAL},
    {"201X/20XX", "201X/20XX", "2010-01-01", "2099-12-31", DATE_INTERVAL},
    {"2004-07-XX%/2004-08-XX%", "2004-07-XX%/2004-08-XX%", "2004-07-01", "2004-08-31",
     DATE_INTERVAL},
    {"../2014", "../2014", "-", "2014-12-31", DATE_INTERVAL},
    {"2014/..", "2014/..", "2014-01-01", "-", DATE_INTERVAL},
    {"/2014", "/2014", "-", "2014-12-31", DATE_INTERVAL},
    {"2014/", "2014/", "2014-01-01", "-", DATE_INTERVAL},
    {"2014-05-06?/..", "2014-05-06?/..", "2014-05-06", "-", DATE_INTERVAL},
    {"2011-05-06/2011-05-06", "2011-05-06/2011-05-06", "2011-05-06", "2011-05-06", DATE_INTERVAL},
    {"2011-05/2011", "2011-05/2011", "2011-05-01", "2011-12-31", DATE_INTERVAL},
    {"2011/2011-05", "2011/2011-05", "2011-01-01", "2011-05-31", DATE_INTERVAL},
    {"2013/2011", IMPOSSIBLE, NULL, NULL, 0},
    {"2011-05-06/2011-05-05", IMPOSSIBLE, NULL, NULL, 0},
    {"2011-05/2011-04", IMPOSSIBLE, NULL, NULL, 0},
    {"2011-02-30/2012", IMPOSSIBLE, NULL, NULL, 0},
    {"2011/2012-13", IMPOSSIBLE, NULL, NULL, 0},
    {"2011/20122", UNREADABLE, NULL, NULL, 0},
    {"2011/20122-01", IMPOSSIBLE, NULL, NULL, 0},
    {"../2012-02-30", IMPOSSIBLE, NULL, NULL, 0},
    {"0911/..", IMPOSSIBLE, NULL, NULL, 0},
    {"/", UNREADABLE, NULL, NULL, 0},
    {"..", UNREADABLE, NULL, NULL, 0},
    {".", UNREADABLE, NULL, NULL, 0},
    {"../", UNREADABLE, NULL, NULL, 0},
    {"/..", UNREADABLE, NULL, NULL, 0},
    {"../..", UNREADABLE, NULL, NULL, 0},
    {"./2014", UNREADABLE, NULL, NULL, 0},
    {"2014/.", UNREADABLE, NULL, NULL, 0},
    {"2014/...", UNREADABLE, NULL, NULL, 0},
    {"2014//", UNREADABLE, NULL, NULL, 0},
    {"2014//2015", UNREADABLE, NULL, NULL, 0},
    {"2011/2012/2013", UNREADABLE, NULL, NULL, 0},
    {"2011 / 2013", UNREADABLE, NULL, NULL, 0},
    {"2011-2013", UNREADABLE, NULL, NULL, 0},
    {"Mar 2011/2012", UNREADABLE, NULL, NULL, 0},
    {"2011/Mar 2012", UNREADABLE, NULL, NULL, 0},
    {"01/02/2011/2012", UNREADABLE, NULL, NULL, 0},
    {"2011-01-01T09:30/2012", UNREADABLE, NULL, NULL, 0},
    {"c. 2011/2012", UNREADABLE, NULL, NULL, 0},

    /* About */
    {"c. 2015", "2015~", "2015-01-01", "2015-12-31", DATE_YEAR},
    {"c.2015", "2015~", NULL, NULL, DATE_YEAR},
    {"c2015", "2015~", NULL, NULL, DATE_YEAR},
    {"C 2015", "2015~", NULL, NULL, DATE_YEAR},
    {"ca. 2015", "2015~", NULL, NULL, DATE_YEAR},
    {"circa 2015", "2015~", NULL, NULL, DATE_YEAR},
    {"Circa 22/11/2026", "2026-11-22~", NULL, NULL, DATE_DAY},
    {"about March 2015", "2015-03~", NULL, NULL, DATE_MONTH},
    {"About 3rd March 2015", "2015-03-03~", NULL, NULL, DATE_DAY},
    {"abt 201X", "201X~", NULL, NULL, DATE_DECADE},
    {"abt. 2015-21", "2015-21~", NULL, NULL, DATE_SEASON},
    {"approx. 2015", "2015~", NULL, NULL, DATE_YEAR},
    {"c. 2015~", "2015~", NULL, NULL, DATE_YEAR},
    {"c. 2015?", "2015%", NULL, NULL, DATE_YEAR},
    {"c. 31/02/2015", IMPOSSIBLE, NULL, NULL, 0},
    {"c.", UNREADABLE, NULL, NULL, 0},
    {"about", UNREADABLE, NULL, NULL, 0},
    {"cMarch 2015", UNREADABLE, NULL, NULL, 0},
    {"circ 2015", UNREADABLE, NULL, NULL, 0},
    {"c. c. 2015", UNREADABLE, NULL, NULL, 0},
    {"c. TBC", UNREADABLE, NULL, NULL, 0},

    /* PartialDate: how well day, month and year are known */
    {"2015-03-01 AAA", "2015-03-01", "2015-03-01", "2015-03-01", DATE_DAY},
    {"2015-03-01 EEA", "2015-03-01~", NULL, NULL, DATE_DAY},
    {"2015-03-01 EAA", "2015-03-01~", NULL, NULL, DATE_DAY},
    {"2015-03-01 AAE", "2015-03-01~", NULL, NULL, DATE_DAY},
    {"2015-03-01 UAA", "2015-03-XX", "2015-03-01", "2015-03-31", DATE_MONTH},
    {"2015-03-01 UEA", "2015-03-XX~", NULL, NULL, DATE_MONTH},
    {"2015-03-01 UAE", "2015-03-XX~", NULL, NULL, DATE_MONTH},
    {"2015-03-01 UUA", "2015", "2015-01-01", "2015-12-31", DATE_YEAR},
    {"2015-03-01 UUE", "2015~", NULL, NULL, DATE_YEAR},
    {"2015-03-01 EUA", "2015", NULL, NULL, DATE_YEAR},
    {"2015-03-01 uaa", "2015-03-XX", NULL, NULL, DATE_MONTH},
    {"2015-03-01 UUU", NONE, "-", "-", DATE_NONE},
    {"2015-03-01 AAU", NONE, "-", "-", DATE_NONE},
    {"2015-02-30 UAA", IMPOSSIBLE, NULL, NULL, 0},
    {"2015-02-30 UUU", IMPOSSIBLE, NULL, NULL, 0},
    {"2015-03-01 UA", UNREADABLE, NULL, NULL, 0},
    {"2015-03-01 UAAA", UNREADABLE, NULL, NULL, 0},
    {"2015-03-01 UAB", UNREADABLE, NULL, NULL, 0},
    {"2015-03-01UAA", UNREADABLE, NULL, NULL, 0},
    {"2015-03-01 UUU x", UNREADABLE, NULL, NULL, 0},
    {"2015-03 UAA", UNREADABLE, NULL, NULL, 0},
    {"01/03/2015 UAA", UNREADABLE, NULL, NULL, 0},

    /* No date */
    {"", NONE, "-", "-", DATE_NONE},
    {"  \t ", NONE, NULL, NULL, DATE_NONE},
    {"-", NONE, NULL, NULL, DATE_NONE},
    {"Ongoing", NONE, NULL, NULL, DATE_NONE},
    {"ONGOING", NONE, NULL, NULL, DATE_NONE},
    {"TBC", NONE, NULL, NULL, DATE_NONE},
    {"tbd", NONE, NULL, NULL, DATE_NONE},
    {"N/A", NONE, NULL, NULL, DATE_NONE},
    {"n/a", NONE, NULL, NULL, DATE_NONE},
    {"None", NONE, NULL, NULL, DATE_NONE},
    {"unknown", NONE, NULL, NULL, DATE_NONE},
    {" TBC ", NONE, NULL, NULL, DATE_NONE},
    {"TBC.", UNREADABLE, NULL, NULL, 0},
    {"ASAP", UNREADABLE, NULL, NULL, 0},
    {"--", UNREADABLE, NULL, NULL, 0},
    {"next week", UNREADABLE, NULL, NULL, 0},
    {"=2022", UNREADABLE, NULL, NULL, 0},
    {"\357\273\2772022", UNREADABLE, NULL, NULL, 0},

    /* Blanks at the ends */
    {" 2026-11-22 ", "2026-11-22", NULL, NULL, DATE_DAY},
    {"\302\24022/11/2026\r\n", "2026-11-22", NULL, NULL, DATE_DAY},
    {"\t1/2/2026", "2026-02-01", NULL, NULL, DATE_DAY},
};

static bool same_point(const struct date_point *a, const struct date_point *b)
{
    return a->year == b->year && a->month == b->month && a->day == b->day &&
           a->unspecified == b->unspecified && a->open == b->open && a->unknown == b->unknown &&
           a->uncertain == b->uncertain && a->approximate == b->approximate;
}

static bool same(const struct date *a, const struct date *b)
{
    return a->earliest == b->earliest && a->latest == b->latest && a->precision == b->precision &&
           same_point(&a->start, &b->start) && same_point(&a->end, &b->end);
}

/* A date that was read is written, read and written again; nothing may change. */
static bool round_trips(const struct date *date)
{
    char text[DATE_TEXT_BYTES], again[DATE_TEXT_BYTES];
    struct date back;
    date_write(date, text);
    if (date_read(text_of(text), &back) != DATE_READ || !same(date, &back))
        return false;
    date_write(&back, again);
    return strcmp(text, again) == 0;
}

static date_day day_of(const char *iso)
{
    struct date date;
    return date_read(text_of(iso), &date) == DATE_READ ? date.earliest : 0;
}

static void test_readings(void)
{
    for (size_t i = 0; i < sizeof readings / sizeof *readings; i++) {
        const struct reading *reading = &readings[i];
        struct date date, untouched;
        memset(&date, 0x55, sizeof date);
        memcpy(&untouched, &date, sizeof date);
        char written[DATE_TEXT_BYTES];
        const char *got = written;
        switch (date_read(text_of(reading->cell), &date)) {
        case DATE_READ:
            date_write(&date, written);
            if (date.precision == DATE_NONE && written[0] == '\0')
                got = NONE;
            break;
        case DATE_IMPOSSIBLE:
            got = IMPOSSIBLE;
            break;
        case DATE_UNREADABLE:
            got = UNREADABLE;
            break;
        }
        is_string(got, reading->canonical, reading->cell);
        if (strcmp(got, IMPOSSIBLE) == 0 || strcmp(got, UNREADABLE) == 0) {
            ok(memcmp(&date, &untouched, sizeof date) == 0, "and nothing is set");
            continue;
        }
        is_number(date.precision, reading->precision, "its precision");
        ok(round_trips(&date), "it is read again as the same");
        if (!reading->earliest)
            continue;
        bool open_start = strcmp(reading->earliest, "-") == 0;
        bool open_end = strcmp(reading->latest, "-") == 0;
        is_number(date.earliest, open_start ? DATE_DAY_OPEN_START : day_of(reading->earliest),
                  "its first day");
        /* The end of winter 2999 has a year that is not read. */
        date_day latest = strcmp(reading->latest, "3000-02-28") == 0 ? day_of("2999-12-31") + 59
                                                                     : day_of(reading->latest);
        is_number(date.latest, open_end ? DATE_DAY_OPEN_END : latest, "its last day");
        is_number(date_due(&date), date.latest, "due on its last day");
    }
    struct date date;
    is_number(date_read(TEXT("2026-11\0022"), &date), DATE_UNREADABLE, "a NUL byte inside");
    is_number(date_read(TEXT("2026-11-22\0"), &date), DATE_UNREADABLE, "a NUL byte at the end");
    is_number(date_read((struct text){NULL, 0}, &date), DATE_READ, "nothing is read");
    is_number(date.precision, DATE_NONE, "as no date");
    ok(strlen(date_forms) <= 200, "the forms in words fit into a message");
}

static void test_members(void)
{
    struct date date;
    date_read(TEXT("2004-07-XX%/.."), &date);
    is_number(date.start.year, 2004, "the year of the start");
    is_number(date.start.month, 7, "its month");
    is_number(date.start.day, 0, "its day is not given");
    is_number(date.start.unspecified, DATE_X_DAY, "but written as X");
    ok(date.start.uncertain && date.start.approximate, "% is both");
    ok(!date.start.open && !date.start.unknown, "the start is neither open nor unknown");
    ok(date.end.open && !date.end.unknown && date.end.year == 0, "the end is open");
    date_read(TEXT("/2004"), &date);
    ok(date.start.unknown && !date.start.open, "a start that is not there is unknown");
    date_read(TEXT("201X"), &date);
    is_number(date.start.year, 2010, "X counts as 0");
    is_number(date.start.unspecified, DATE_X_YEAR, "a decade has one X");
    date_read(TEXT("20XX"), &date);
    is_number(date.start.unspecified, DATE_X_YEAR | DATE_X_DECADE, "a century has two");
    date_read(TEXT("2004-XX-XX"), &date);
    is_number(date.start.unspecified, DATE_X_MONTH | DATE_X_DAY, "month and day as X");
    date_read(TEXT("2004-24"), &date);
    is_number(date.start.month, 24, "a season stands in the month");
}

/* Walks the calendar by the rule of thumb that children learn, so as to share no arithmetic with
 * date.c. */
static void test_every_day(void)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    date_day number = 0;
    ok(date_day_of(1600, 1, 1, &number), "1 January 1600 is a day");
    is_number(number, -135140, "its number");
    is_number(date_weekday(number), 6, "and a Saturday");
    int weekday = 6;
    unsigned wrong_number = 0, wrong_split = 0, wrong_weekday = 0, wrong_text = 0, wrong_plain = 0;
    unsigned wrong_end = 0;
    date_day expected = number;
    for (int year = 1600; year <= 2400; year++) {
        bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        for (int month = 1; month <= 12; month++) {
            int length = lengths[month - 1] + (month == 2 && leap);
            for (int day = 1; day <= length; day++) {
                int y, m, d;
                wrong_number += !date_day_of(year, month, day, &number) || number != expected;
                date_split(expected, &y, &m, &d);
                wrong_split += y != year || m != month || d != day;
                wrong_weekday += date_weekday(expected) != weekday;
                struct date date = date_of_day(expected), read;
                wrong_text += date.earliest != expected || date.latest != expected ||
                              date.precision != DATE_DAY || !round_trips(&date);
                char uk[] = {(char)('0' + day / 10),
                             (char)('0' + day % 10),
                             '/',
                             (char)('0' + month / 10),
                             (char)('0' + month % 10),
                             '/',
                             (char)('0' + year / 1000),
                             (char)('0' + year / 100 % 10),
                             (char)('0' + year / 10 % 10),
                             (char)('0' + year % 10)};
                wrong_plain += date_read((struct text){uk, sizeof uk}, &read) != DATE_READ ||
                               !same(&read, &date);
                expected++;
                weekday = weekday % 7 + 1;
            }
            wrong_end += date_day_of(year, month, length + 1, &number);
            wrong_end += date_day_of(year, month, 0, &number);
        }
        wrong_end += date_day_of(year, 0, 1, &number) || date_day_of(year, 13, 1, &number);
    }
    is_number(expected - day_of("1600-01-01"), 2 * 146097 + 366, "801 years were walked");
    is_number(wrong_number, 0, "every day of 1600 to 2400 has its number");
    is_number(wrong_split, 0, "every number its day");
    is_number(wrong_weekday, 0, "every day its weekday");
    is_number(wrong_text, 0, "every day is written and read again");
    is_number(wrong_plain, 0, "every day is read in the UK form");
    is_number(wrong_end, 0, "no day stands outside the months");
}

static void test_calendar(void)
{
    date_day number = 5;
    ok(date_day_of(1970, 1, 1, &number) && number == 0, "1970-01-01 is 0");
    ok(date_day_of(1969, 12, 31, &number) && number == -1, "the day before is -1");
    ok(date_day_of(2000, 3, 1, &number) && number == 11017, "2000-03-01 is 11017");
    ok(date_day_of(0, 2, 29, &number), "year 0 is a leap year");
    ok(date_day_of(-1, 12, 31, &number), "years before it exist");
    number = 7;
    ok(!date_day_of(2023, 2, 29, &number) && number == 7, "no such day sets nothing");
    ok(!date_day_of(6000000, 1, 1, &number) && !date_day_of(-6000000, 1, 1, &number) &&
           !date_day_of(INT32_MAX, 12, 31, &number) && !date_day_of(INT32_MIN, 1, 1, &number),
       "nor a year whose days have no numbers");
    ok(!date_day_of(2023, INT32_MAX, INT32_MIN, &number) && number == 7, "nor wild numbers");
    is_number(date_weekday(0), 4, "1970-01-01 was a Thursday");
    is_number(date_weekday(-1), 3, "and the day before a Wednesday");
    is_number(date_weekday(day_of("2026-11-22")), 7, "2026-11-22 is a Sunday");

    date_day edges[] = {DATE_DAY_OPEN_START,   DATE_DAY_OPEN_START + 1, -719468, -719469,
                        DATE_DAY_OPEN_END - 1, DATE_DAY_OPEN_END};
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
        int year, month, day;
        date_split(edges[i], &year, &month, &day);
        bool open = edges[i] == DATE_DAY_OPEN_START || edges[i] == DATE_DAY_OPEN_END;
        ok(date_day_of(year, month, day, &number) ? number == edges[i] : open,
           "the farthest numbers are split and put together");
        int weekday = date_weekday(edges[i]);
        ok(weekday >= 1 && weekday <= 7, "and have a weekday");
        struct date date = date_of_day(edges[i]);
        is_number(date.precision, DATE_NONE, "but are no dates");
    }
    struct date date = date_of_day(day_of("1000-01-01"));
    is_number(date.precision, DATE_DAY, "the first day of 1000 is a date");
    date = date_of_day(day_of("1000-01-01") - 1);
    ok(date.precision == DATE_NONE && date.earliest == DATE_DAY_OPEN_START &&
           date.latest == DATE_DAY_OPEN_END,
       "the day before it is not");
    date = date_of_day(day_of("2999-12-31") + 1);
    is_number(date.precision, DATE_NONE, "nor the day behind 2999");
    ok(date_today() > day_of("2020-01-01"), "today is after 2020");
}

static const struct {
    const char *birth, *day;
    int age;
} ages[] = {
    {"2010-05-10", "2020-05-10", 10}, {"2010-05-10", "2020-05-09", 9},
    {"2010-05-10", "2010-05-10", 0},  {"2010-05-10", "2011-05-09", 0},
    {"2010-05-10", "2010-05-09", -1}, {"2010-05-10", "2009-05-10", -1},
    {"2010-05-10", "2009-05-09", -2}, {"2012-02-29", "2013-02-28", 0},
    {"2012-02-29", "2013-03-01", 1},  {"2012-02-29", "2016-02-28", 3},
    {"2012-02-29", "2016-02-29", 4},  {"2012-12-31", "2013-01-01", 0},
    {"2008-11-22", "2026-11-21", 17}, {"2008-11-22", "2026-11-22", 18},
};

static const struct {
    const char *from;
    int months;
    const char *to;
} steps[] = {
    {"2026-01-31", 1, "2026-02-28"},    {"2024-01-31", 1, "2024-02-29"},
    {"2026-01-31", 2, "2026-03-31"},    {"2026-03-31", -1, "2026-02-28"},
    {"2026-01-15", -1, "2025-12-15"},   {"2026-11-22", 0, "2026-11-22"},
    {"2026-11-22", 12, "2027-11-22"},   {"2024-02-29", 12, "2025-02-28"},
    {"2024-02-29", 48, "2028-02-29"},   {"2026-11-30", 3, "2027-02-28"},
    {"2026-12-31", 6, "2027-06-30"},    {"2026-08-31", -30, "2024-02-29"},
    {"2026-05-10", -240, "2006-05-10"},
};

static void test_age_and_months(void)
{
    for (size_t i = 0; i < sizeof ages / sizeof *ages; i++)
        is_number(date_age(day_of(ages[i].birth), day_of(ages[i].day)), ages[i].age, ages[i].day);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        is_number(date_add_months(day_of(steps[i].from), steps[i].months), day_of(steps[i].to),
                  steps[i].to);
    is_number(date_add_months(DATE_DAY_OPEN_START, 6), DATE_DAY_OPEN_START, "an open start stays");
    is_number(date_add_months(DATE_DAY_OPEN_END, -6), DATE_DAY_OPEN_END, "an open end stays");
    is_number(date_add_months(0, INT32_MAX), DATE_DAY_OPEN_END, "too far becomes open");
    is_number(date_add_months(0, INT32_MIN), DATE_DAY_OPEN_START, "on its side");
}

static void test_order(void)
{
    static const char *const sorted[] = {"../2014",    "2013",    "2014-01",    "2014", "2014/..",
                                         "2014-02-01", "2014-02", "2014-03-01", "TBC"};
    size_t count = sizeof sorted / sizeof *sorted;
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < count; j++) {
            struct date first, second;
            date_read(text_of(sorted[i]), &first);
            date_read(text_of(sorted[j]), &second);
            int order = date_compare(&first, &second);
            is_number((order > 0) - (order < 0), (i > j) - (i < j), sorted[j]);
        }
    }
    struct date a, b;
    date_read(TEXT("2015~"), &a);
    date_read(TEXT("2015"), &b);
    is_number(date_compare(&a, &b), 0, "a qualifier does not change the order");
}

static uint64_t random_state = 0x9e3779b97f4a7c15u;

static uint64_t next_random(void)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return random_state;
}

/*
 * Half are signs that dates are made of, half are cells of the table with some bytes changed. They
 * stand at the end of their array, so that a sanitizer sees any read behind them.
 */
static void test_random_bytes(void)
{
    static const char signs[] = "0123456789012012-/.:-/ ~?%XxTZMarchJunSeptUAEcirca,+\xc2\xa0\0";
    enum { CELLS = 2000000, LONGEST = 40 };
    char room[LONGEST];
    unsigned long read = 0, wrong = 0;
    for (unsigned i = 0; i < CELLS; i++) {
        uint64_t random = next_random();
        size_t length = random % 24;
        struct text from = {NULL, 0};
        if (i % 2 == 0) {
            from = text_of(readings[(random >> 8) % (sizeof readings / sizeof *readings)].cell);
            length = from.length - (from.length > 0 && (random >> 28) % 8 == 0);
        }
        char *cell = room + LONGEST - length;
        for (size_t at = 0; at < length; at++) {
            cell[at] = from.data ? from.data[at] : signs[(random >> 8) % sizeof signs];
            random = at % 4 == 3 ? next_random() : random >> 6;
        }
        for (size_t changes = next_random() % 3; from.data && length && changes > 0; changes--) {
            uint64_t change = next_random();
            cell[change % length] = change & 1u << 20 ? signs[(change >> 32) % sizeof signs]
                                                      : (char)(unsigned char)(change >> 40);
        }
        struct date date;
        if (date_read((struct text){cell, length}, &date) == DATE_READ) {
            read++;
            wrong += !round_trips(&date) || date.earliest > date.latest;
        }
    }
    ok(read > CELLS / 20, "of two million random cells many are dates");
    is_number(wrong, 0, "and each is written and read again as the same");
}

int main(void)
{
    test_readings();
    test_members();
    test_calendar();
    test_every_day();
    test_age_and_months();
    test_order();
    test_random_bytes();
    return done();
}
