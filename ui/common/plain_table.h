// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QTableView;

namespace fw::ui {

/// Gives \a table the manners of our lists: whole rows of \a rowHeight pixels, several may be
/// chosen, no grid and no row numbers, Tab leads out of it, the last column takes what is left.
void makePlainTable(QTableView &table, int rowHeight);

} // namespace fw::ui
