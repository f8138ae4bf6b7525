// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/pending_edits.h"

#include <QFrame>
#include <QHash>

class QLabel;
class QProgressBar;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace fw::ui {

class ElidedLabel;
class StateLabel;

/// One edit in the list: its fate, what it is, since when and how far, what can be done about it.
class PendingRow final : public QWidget
{
    Q_OBJECT
public:
    PendingRow(PendingEdits &edits, EditId id, QWidget *parent);
    void setEdit(const store::Edit &edit);

private:
    QString factsOf(const store::Edit &edit) const;
    using Act = void (*)(PendingEdits &edits, const EditId &id);
    QPushButton *button(const QString &text, Act act);

    PendingEdits &m_edits;
    EditId m_id;
    StateLabel *m_fate;
    ElidedLabel *m_what;
    ElidedLabel *m_facts;
    QLabel *m_reason;
    QProgressBar *m_progress;
    QPushButton *m_stop;
    QPushButton *m_retry;
    QPushButton *m_discard;
};

/// The popover over the status bar: what of ours waits for an answer or was refused. Changes in
/// place, so that nothing moves under the pointer.
class PendingPanel final : public QFrame
{
    Q_OBJECT
public:
    static constexpr int mostRows = 40;

    PendingPanel(PendingEdits &edits, QWidget *parent);
    /// Opens above \a anchor, right edges together.
    void present(const QWidget &anchor);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void place();

    PendingEdits &m_edits;
    QLabel *m_none;
    QLabel *m_more;
    QWidget *m_inside;
    QVBoxLayout *m_rows;
    QScrollArea *m_scroller;
    QHash<EditId, PendingRow *> m_rowOf;
    QPoint m_corner; ///< lower right, global
};

} // namespace fw::ui
