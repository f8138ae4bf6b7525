// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fate_face.h"
#include "ui/common/shapes.h"
#include "ui/common/theme.h"

namespace fw::ui {

/// How the fate of an edit looks: shape and colour go with the word (ux.md 11).
struct FateLook
{
    Shape shape;
    QColor Theme::*color;
};
FateLook fateLook(store::Fate fate);

} // namespace fw::ui
