/* Layer: domain, for the files of the merged events alone. */
#ifndef DOMAIN_TIMELINE_EVENT_MERGE_PRIVATE_H
#define DOMAIN_TIMELINE_EVENT_MERGE_PRIVATE_H

#include "domain/timeline/event_merge.h"

/* The number of a text, MERGE_NONE for the empty one and when there is no memory. */
uint32_t event_merge_intern(struct event_merge *, struct text);

/* Gathers and marks events that stand in order. False when there is no memory. */
bool event_merge_join(struct event_merge *);

#endif
