#include "cmd/review.h"

bool review_measures(struct front *front)
{
    return front_usage(front, "measures is not there yet");
}
