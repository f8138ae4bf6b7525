// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/edit_filter_model.h"
#include "ui/outbox/outbox_desk.h"

#include <QDialog>
#include <QMap>
#include <QTimer>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace fw::ui {

class ConflictDialog;
class ConfirmDialog;
class EmptyPage;
class OutboxDetail;
class OutboxTable;

/// The outbox: every change of ours that a person may still have to see, its fate, and what can be
/// done about it (ux.md 9); not modal.
class OutboxWindow final : public QDialog
{
    Q_OBJECT
public:
    /// \a desk outlives it.
    OutboxWindow(OutboxDesk &desk, QWidget *parent);

    /// Comes to the front; \a wish: with only those.
    void present(const std::optional<models::EditWish> &wish = {});
    void setWish(const models::EditWish &wish);
    /// Writes all that is listed to \a path, on another thread; saved() follows.
    void saveTo(const QString &path);
    /// Opens the dialog for one conflict; \a all of them can then be decided alike.
    void resolve(const EditId &edit);
    OutboxTable &table() const { return *m_table; }
    OutboxDetail &detail() const { return *m_detail; }
    models::EditFilterModel &edits() { return m_filter; }
    QPushButton &button(OutboxAct act) const { return *m_buttons.value(act); }

Q_SIGNALS:
    /// The form of this edit shall be filled in anew (it knows the offers).
    void resendWanted(const fw::EditId &edit);
    /// \a problem is empty when the file is there.
    void saved(const QString &path, const QString &problem);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    static constexpr int recoveredOnly = 100; ///< in m_fate, beside the fates

    // outbox_build.cpp
    QWidget *buildHead();
    QWidget *buildActs();
    QWidget *buildFoot();
    void buildKeys();
    QPushButton *addAct(OutboxAct act, const QString &text, const QString &tip);
    // outbox_window.cpp
    void refresh();
    void refreshServers();
    void refreshActs();
    void refreshWords();
    void applyWish();
    void act(OutboxAct act);
    void confirmDiscard(const QList<EditId> &edits);
    QList<EditId> fitting(OutboxAct act, const std::vector<const store::Edit *> &chosen) const;
    QString refusal(OutboxAct act, const std::vector<const store::Edit *> &chosen) const;
    // outbox_copy.cpp
    void copy();
    void copyJson();
    void askSave();

    OutboxDesk &m_desk;
    models::EditModel m_model;
    models::EditFilterModel m_filter;
    QComboBox *m_server;
    QComboBox *m_fate;
    QCheckBox *m_history;
    QLabel *m_title;
    QStackedWidget *m_pages;
    EmptyPage *m_empty;
    OutboxTable *m_table;
    OutboxDetail *m_detail;
    QMap<OutboxAct, QPushButton *> m_buttons;
    QMap<OutboxAct, QString> m_tips; ///< what each does
    QPushButton *m_holdAll;
    QPushButton *m_copy;
    QPushButton *m_copyJson;
    QPushButton *m_export;
    QLabel *m_others; ///< changes of other accounts
    QLabel *m_said; ///< what became of the last copy or file
    QTimer m_aging;
};

} // namespace fw::ui
