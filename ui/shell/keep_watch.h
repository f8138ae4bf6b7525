// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/store.h"

#include <QObject>

namespace fw::ui {

/// Whether changes can be kept on this computer. While they cannot, nothing is to be edited: a
/// change that only the memory has would be lost with the program (ux.md 10).
class KeepWatch final : public QObject
{
    Q_OBJECT
public:
    /// \a store outlives it.
    KeepWatch(store::Store &store, QObject *parent);

    bool isOff() const { return !m_why.isEmpty(); }
    /// "disk full": the system's words; empty while changes can be kept.
    QString why() const { return m_why; }
    /// "Changes cannot be kept: disk full. Editing is off."; empty while they can.
    QString sentence() const;
    /// Tries to keep once more what could not be kept. Editing is on again until that fails.
    void tryAgain();

Q_SIGNALS:
    void changed();

private:
    void onTrouble(const Failure &failure);
    void look();
    void set(const QString &why);

    store::Store &m_store;
    QString m_why;
};

} // namespace fw::ui
