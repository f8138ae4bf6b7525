// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/thumbnail_model.h"

#include <QObject>
#include <QThread>

class QWidget;

namespace fw::ui {

/// What is done with finished files: open, show in the file manager, save from another machine.
class FileDesk final : public QObject
{
    Q_OBJECT
public:
    /// \a resolver joins address and token of a server to a path on it; \a window owns dialogs.
    FileDesk(models::PictureResolver resolver, QWidget *window);
    ~FileDesk() override; ///< downloads that still run are cancelled and leave no file

    void open(const QString &path);
    /// Asks the file manager to select the file; without one opens its folder.
    void showInFolder(const QString &path);
    /// Asks where, then downloads in the background; the file appears whole or not at all.
    void save(const ServerId &server, const QString &url, const QString &name);
    /// The same without asking: downloads to \a path, with progress and a way to cancel.
    void saveTo(const ServerId &server, const QString &url, const QString &path);

Q_SIGNALS:
    void said(const QString &text);
    /// A download ended; \a trouble is empty when the file is there.
    void saved(const QString &path, const QString &trouble);

private:
    void openFolder(const QString &path);
    void download(const pictures::PictureRef &from, const QString &path);
    void onEnded(const QString &path, const QString &trouble, bool cancelled);

    models::PictureResolver m_resolver;
    QWidget *m_window;
    QThread m_thread; ///< where all of a download happens, also the writing
};

} // namespace fw::ui
