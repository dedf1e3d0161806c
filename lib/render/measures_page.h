/*
 * Layer: render. The measures for people: a dashboard to read on a screen or on paper, and the same
 * as text for a terminal.
 *
 * A board member sees in a minute: a tile a measure in three groups (how much, how well, whether
 * anyone is better off) with its figure over the whole window in large type, what it is made of,
 * its line over the periods, the last period beside the one before, and the target; above them what
 * misses its target and what got worse or better. Behind them stand the organisations and areas as
 * small lines on one scale (bars when there is one period), the tables with every figure, and what
 * was left out. Whether more is better is known from the definitions; it is told in words and by a
 * shape, never by colour alone. Lines and bars show nothing of a figure that is hidden
 * (measures_view.h).
 *
 * All words stand in share/phrases.csv, order and nouns in share/measures/dashboard.csv. Nothing
 * that comes from a file reaches a terminal or a page uncleaned (records/prose.h).
 */
#ifndef RENDER_MEASURES_PAGE_H
#define RENDER_MEASURES_PAGE_H

#include "base/output.h"
#include "render/measures_view.h"

/* Each writes the whole. False after a message; what the output has failed at is told by it. */
bool measures_page_html(const struct measures_page *, struct output *, const struct reporter *);
bool measures_page_text(const struct measures_page *, struct output *, const struct reporter *);

#endif
