// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/edit_field_model.h"
#include "models/edit_model.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QTableView;

namespace fw::ui {

class ElidedLabel;

/// One change in full: what it makes of each field, what leaves for the server, what it waits for
/// or replaces, and whose it is.
class OutboxDetail final : public QWidget
{
    Q_OBJECT
public:
    OutboxDetail(const store::Store &store, const models::EditModel &edits, QWidget *parent);

    void setEdit(const EditId &edit); ///< empty: nothing is chosen
    void refresh(); ///< what is known of it may have changed
    QPlainTextEdit &payload() const { return *m_payload; }

private:
    QStringList factsOf(const store::Edit &edit) const;
    QString nameOf(const EditId &edit) const;

    const store::Store &m_store;
    const models::EditModel &m_edits;
    models::EditFieldModel m_fields;
    EditId m_id;
    ElidedLabel *m_title;
    QLabel *m_facts;
    QLabel *m_reason;
    QWidget *m_inside;
    QTableView *m_table;
    QPlainTextEdit *m_payload;
};

} // namespace fw::ui
