#include "cmd/plan.h"

bool plan_form(struct front *front)
{
    return front_usage(front, "form is not there yet");
}

bool plan_progress(struct front *front)
{
    return front_usage(front, "progress is not there yet");
}
