// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/shapes.h"
#include "ui/common/theme.h"
#include "wire/dialect.h"

#include <functional>
#include <vector>

namespace fw::ui {

/// What a server's connection looks like, for lists: the shell knows.
struct ServerLook
{
    Shape shape = Shape::Ring;
    QString word;
    QColor Theme::*color = &Theme::textSoft;
};
using LookOf = std::function<ServerLook(const ServerId &)>;

/// One thing that keeps a profile from being saved, as a sentence under its field.
struct ProfileProblem
{
    enum class Field : quint8 { Name, Address, Path, Other };
    Field field = Field::Other;
    QString text;
};
/// Everything wrong with \a profile; empty exactly when settings::checkProfile() takes it.
std::vector<ProfileProblem> problemsOf(const wire::Profile &profile);

/// The address somebody typed; "studio:8000" is understood as http.
QUrl addressOf(const QString &typed);

/// The kind's own words; empty when the program was built without it.
wire::DialectAbout aboutOf(const QString &dialect);
/// "Password", "In the browser", ….
QString signInText(wire::SignInKind kind);
QString tokenPlaceText(wire::TokenPlace place);
/// What a server with this profile lacks before anybody can sign in to it in the way \a kind, in
/// the dialect's words; empty: nothing. Sends nothing.
QString signInLacks(const wire::Profile &profile, wire::SignInKind kind);
/// The way \a profile signs in: its own choice, else the kind's first.
wire::SignInKind signInOf(const wire::Profile &profile, const wire::DialectAbout &about);
/// A profile of this kind as it is first proposed, with a name none of \a taken has.
wire::Profile freshProfile(const QString &dialect, const QStringList &taken);
/// \a name, or with a number behind it when it is taken already.
QString freeName(const QString &name, const QStringList &taken);

} // namespace fw::ui
