#include "cmd/plan.h"

bool plan_services(struct front *front)
{
    return front_usage(front, "services is not there yet");
}

bool plan_gaps(struct front *front)
{
    return front_usage(front, "gaps is not there yet");
}
