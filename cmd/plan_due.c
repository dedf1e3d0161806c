#include "cmd/plan.h"

bool plan_due(struct front *front)
{
    return front_usage(front, "due is not there yet");
}
