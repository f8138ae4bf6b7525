// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/thumbnail_model.h"

#include <QNetworkAccessManager>
#include <QObject>

class QWidget;

namespace fw::ui {

/// What is done with finished files: open, show in the file manager, save from another machine.
class FileDesk final : public QObject
{
    Q_OBJECT
public:
    /// \a resolver joins address and token of a server to a path on it; \a window owns dialogs.
    FileDesk(models::PictureResolver resolver, QWidget *window);

    void open(const QString &path);
    /// Asks the file manager to select the file; without one opens its folder.
    void showInFolder(const QString &path);
    /// Asks where, then downloads in the background; the file appears whole or not at all.
    void save(const ServerId &server, const QString &url, const QString &name);

Q_SIGNALS:
    void said(const QString &text);

private:
    void download(const pictures::PictureRef &from, const QString &path);

    models::PictureResolver m_resolver;
    QWidget *m_window;
    QNetworkAccessManager m_network;
};

} // namespace fw::ui
