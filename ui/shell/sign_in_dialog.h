// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret.h"

#include <QDialog>

class QLineEdit;

namespace fw::ui {

/// Asks for the token of one server. What is typed is handed on and not kept here.
class SignInDialog final : public QDialog
{
    Q_OBJECT
public:
    SignInDialog(const QString &serverName, QWidget *parent);
    Secret token() const;

private:
    QLineEdit *m_token;
};

} // namespace fw::ui
