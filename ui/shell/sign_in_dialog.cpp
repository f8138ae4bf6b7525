// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/sign_in_dialog.h"

#include "ui/common/widgets.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace fw::ui {

SignInDialog::SignInDialog(const QString &serverName, QWidget *parent)
    : QDialog(parent)
    , m_token(new QLineEdit(this))
{
    setObjectName(QStringLiteral("signInDialog"));
    setWindowTitle(tr("Sign in to %1").arg(serverName));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::huge, space::huge, space::huge, space::large);
    column->setSpacing(space::medium);
    auto *text
        = makeLabel(tr("The server asks for a token. It is kept in the keychain of your desktop."),
                    "soft", this);
    text->setWordWrap(true);
    m_token->setEchoMode(QLineEdit::Password);
    m_token->setPlaceholderText(tr("Token"));
    m_token->setAccessibleName(tr("Token of %1").arg(serverName));
    auto *go = makeButton(tr("&Sign in"), ButtonKind::Primary, this);
    auto *stay = makeButton(tr("&Stay signed out"), ButtonKind::Plain, this);
    go->setEnabled(false);
    go->setDefault(true);
    connect(m_token, &QLineEdit::textChanged, go,
            [go](const QString &typed) { go->setEnabled(!typed.trimmed().isEmpty()); });
    connect(go, &QPushButton::clicked, this, &QDialog::accept);
    connect(stay, &QPushButton::clicked, this, &QDialog::reject);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::small);
    row->addStretch();
    row->addWidget(stay);
    row->addWidget(go);
    column->addWidget(text);
    column->addWidget(m_token);
    column->addLayout(row);
    setMinimumWidth(fontMetrics().averageCharWidth() * 60);
}

Secret SignInDialog::token() const
{
    return Secret(m_token->text().trimmed().toUtf8());
}

} // namespace fw::ui
