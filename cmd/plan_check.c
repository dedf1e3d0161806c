#include "cmd/plan.h"

bool plan_check(struct front *front)
{
    return front_usage(front, "check is not there yet");
}

bool plan_list(struct front *front)
{
    return front_usage(front, "list is not there yet");
}
