#include "cmd/review.h"

bool review_due(struct front *front)
{
    return front_usage(front, "due is not there yet");
}
