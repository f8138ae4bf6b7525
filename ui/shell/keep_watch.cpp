// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/keep_watch.h"

#include <algorithm>

namespace fw::ui {

using namespace Qt::StringLiterals;
using store::Fate;
using store::Hold;

KeepWatch::KeepWatch(store::Store &store, QObject *parent)
    : QObject(parent)
    , m_store(store)
{
    connect(&store, &store::Store::journalTroubled, this, &KeepWatch::onTrouble);
    connect(&store, &store::Store::changed, this, [this](const store::Changes &changes) {
        if (changes.edits)
            look();
    });
}

QString KeepWatch::sentence() const
{
    return m_why.isEmpty() ? QString()
                           : tr("Changes cannot be kept: %1. Editing is off.").arg(m_why);
}

void KeepWatch::onTrouble(const Failure &failure)
{
    switch (failure.code) {
    case Failure::Code::Io:
    case Failure::Code::Unsupported:
    case Failure::Code::Database:
        // A damaged file was set aside and a new one is written: what is new is kept.
        if (!failure.detail.contains("; set aside as "_L1))
            set(failure.detail);
        return;
    default: // something old could not be read
        return;
    }
}

// The journal tells the same trouble only once; an edit it could not write tells it every time.
void KeepWatch::look()
{
    const auto &edits = m_store.state().edits;
    const auto unkept = std::ranges::find_if(edits, [](const store::Edit &edit) {
        return edit.fate == Fate::Held && edit.hold == Hold::Disk;
    });
    if (unkept != edits.end() && m_why.isEmpty())
        set(unkept->reason.isEmpty() ? tr("the disk refused") : unkept->reason);
}

void KeepWatch::tryAgain()
{
    set({});
    m_store.releaseAll({}, Hold::Disk);
}

void KeepWatch::set(const QString &why)
{
    QString plain = why;
    while (plain.endsWith(u'.'))
        plain.chop(1);
    if (plain == m_why)
        return;
    m_why = plain;
    Q_EMIT changed();
}

} // namespace fw::ui
