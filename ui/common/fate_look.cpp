// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/fate_look.h"

#include <QTableView>
#include <QTimer>

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

void ageFates(QTableView &table, int role)
{
    auto *beat = new QTimer(&table);
    beat->setInterval(std::chrono::milliseconds(300));
    QObject::connect(beat, &QTimer::timeout, &table, [&table, role] {
        const QAbstractItemModel *rows = table.model();
        if (!rows || !table.isVisible() || rows->rowCount() == 0)
            return;
        const int first = std::max(0, table.rowAt(0));
        const int below = table.rowAt(table.viewport()->height());
        const int last = below < 0 ? rows->rowCount() - 1 : below;
        for (int row = first; row <= last; ++row) {
            if (rows->index(row, 0).data(role).isValid())
                return table.viewport()->update();
        }
    });
    beat->start();
}

} // namespace fw::ui
