#include "cmd/review.h"

bool review_decide(struct front *front)
{
    return front_usage(front, "decide is not there yet");
}
