#include "cmd/review.h"

bool review_outcomes(struct front *front)
{
    return front_usage(front, "outcomes is not there yet");
}

bool review_list(struct front *front)
{
    return front_usage(front, "list is not there yet");
}
