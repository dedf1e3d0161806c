#include "cmd/plan.h"

bool plan_draft(struct front *front)
{
    return front_usage(front, "draft is not there yet");
}
