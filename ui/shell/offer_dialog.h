// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/offer_desk.h"

#include <QDialog>

class QPushButton;
class QVBoxLayout;

namespace fw::ui {

class FieldForm;

/// The form of one offer: over what, what has to be known, the fields, one button that says what
/// it does. Ctrl+Enter runs, Esc closes; problems show below their field.
class OfferDialog final : public QDialog
{
    Q_OBJECT
public:
    OfferDialog(OfferCall call, const QString &serverName, QWidget *parent);

    QJsonObject arguments() const; ///< as they are to be sent
    FieldForm &form() const { return *m_form; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    void buildHead(QVBoxLayout *column, const QString &serverName);
    void buildFoot(QVBoxLayout *column);
    void refresh();
    void run();

    OfferCall m_call;
    QJsonObject m_start;
    FieldForm *m_form;
    QPushButton *m_go;
};

} // namespace fw::ui
