/* Layer: render, for the files of plan_page and the two ways that a plan is written. All texts are
 * clean (records/prose.h), and none may be NULL; headings and labels are phrases. */
#ifndef RENDER_PLAN_CANVAS_H
#define RENDER_PLAN_CANVAS_H

#include "definitions/phrases.h"

struct plan_canvas {
    struct output *output;
    const struct phrases *phrases;
    size_t width;       /* columns of the terminal, for text */
    bool professionals; /* else for the family */
    bool several;       /* plans */
};

/* How far an action has come: a shape, beside the word that says so too. */
enum plan_mark { MARK_TO_DO, MARK_UNDER_WAY, MARK_DONE, MARK_NOT_NEEDED, MARK_LEFT, PLAN_MARKS };

/* A word or two with what there is to say; `hand`: to be written by hand, before the value. */
struct plan_detail {
    struct text label, value;
    bool hand;
};

enum { PLAN_DETAILS = 8 };

/* An action as it is shown. */
struct plan_entry {
    enum plan_mark mark;
    struct text id, what, who, when, late, state, note; /* those that are empty are left out */
    struct plan_detail details[PLAN_DETAILS];
    size_t detail_count;
};

/* How a plan as a whole begins. */
struct plan_opening {
    struct text title, notice, intro; /* the last two may be empty */
    bool first;                       /* of the output */
    size_t actions; /* the more, the smaller the type, so that a page holds them */
};

/* What one way does. */
struct plan_way {
    void (*begin)(struct plan_canvas *, const struct plan_opening *);
    void (*end)(struct plan_canvas *);  /* of a plan */
    void (*done)(struct plan_canvas *); /* of the output; a plan at least was written */
    void (*facts)(struct plan_canvas *, bool open);
    void (*fact)(struct plan_canvas *, const struct plan_detail *, unsigned columns); /* of three */
    void (*heading)(struct plan_canvas *, struct text);
    void (*entries)(struct plan_canvas *, bool open);
    void (*goal)(struct plan_canvas *, struct text goal, struct text outcome);
    void (*entry)(struct plan_canvas *, const struct plan_entry *);
    void (*left)(struct plan_canvas *, bool open); /* entries that wait for the review */
    void (*say)(struct plan_canvas *, struct text);
    void (*signatures)(struct plan_canvas *, struct text heading, struct text agreed, bool open);
    void (*signature)(struct plan_canvas *, struct text label, struct text name);
};

extern const struct plan_way plan_as_html, plan_as_text;

#endif
