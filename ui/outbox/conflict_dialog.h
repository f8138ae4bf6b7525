// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/outbox/conflict_row.h"
#include "ui/outbox/outbox_desk.h"

#include <QDialog>

class QCheckBox;
class QGridLayout;
class QLabel;
class QPushButton;

namespace fw::ui {

/// Decides one conflict field by field (ux.md 9): nothing is chosen beforehand where both sides
/// changed something, and what is sent is based on exactly what is shown here. Opens when a person
/// asks for it only.
class ConflictDialog final : public QDialog
{
    Q_OBJECT
public:
    /// \a edit is in conflict; \a desk outlives the dialog.
    ConflictDialog(OutboxDesk &desk, EditId edit, QWidget *parent);

    const store::MergeSheet &sheet() const { return m_sheet; }
    const std::vector<ConflictRow *> &rows() const { return m_rows; }
    QPushButton &send() const { return *m_send; }
    QPushButton &theirs() const { return *m_theirs; }
    QCheckBox &same() const { return *m_same; }

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    /// Another conflict that the same choices decide.
    struct Other
    {
        store::MergeSheet sheet;
        std::vector<store::Side> sides;
    };
    void buildHead();
    void buildGrid();
    void buildFoot();
    void follow();
    void showSheet();
    void refresh();
    void refreshOthers();
    std::vector<store::Side> sides() const;
    bool isDecided() const;
    void sendResult();
    void takeTheirs();
    ConflictRow::Words wordsOf(const store::MergeRow &row) const;

    OutboxDesk &m_desk;
    EditId m_id;
    store::MergeSheet m_sheet; ///< as it is shown
    std::vector<ConflictRow *> m_rows;
    QSet<QString> m_touched; ///< rows that moved while this was open, and are to be chosen again
    std::vector<Other> m_others;
    QLabel *m_title;
    QLabel *m_moved;
    QWidget *m_inside;
    QGridLayout *m_grid;
    QLabel *m_mineHead;
    QLabel *m_theirsHead;
    QCheckBox *m_same;
    QLabel *m_sameList; ///< which they are
    QPushButton *m_theirs;
    QPushButton *m_send;
};

} // namespace fw::ui
