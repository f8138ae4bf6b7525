// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/fate_look.h"

namespace fw::ui {

using store::Fate;

FateLook fateLook(Fate fate)
{
    switch (fate) {
    case Fate::Draft:
        return { Shape::Pencil, &Theme::local };
    case Fate::Sending:
        return { Shape::Dashes, &Theme::local };
    case Fate::Queued:
        return { Shape::Cloud, &Theme::local };
    case Fate::NoAnswer:
        return { Shape::Question, &Theme::attention };
    case Fate::Held:
        return { Shape::Pause, &Theme::attention };
    case Fate::Conflict:
        return { Shape::Diamond, &Theme::attention };
    case Fate::Accepted:
        return { Shape::Check, &Theme::done };
    case Fate::Rejected:
        return { Shape::Cross, &Theme::failed };
    }
    return { Shape::None, &Theme::text };
}

} // namespace fw::ui
