// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fate_face.h"
#include "ui/common/shapes.h"
#include "ui/common/theme.h"

class QTableView;

namespace fw::ui {

/// How the fate of an edit looks: shape and colour go with the word (ux.md 11).
struct FateLook
{
    Shape shape;
    QColor Theme::*color;
};
FateLook fateLook(store::Fate fate);

/// Repaints \a table while a row in sight has a \a role that is valid: the fate of an edit, which
/// is told by and by (models::fateFace).
void ageFates(QTableView &table, int role);

} // namespace fw::ui
