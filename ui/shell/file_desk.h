// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files/saving.h"
#include "ui/shell/file_source.h"

#include <QObject>

class QProgressDialog;
class QWidget;

namespace fw::ui {

/// What is done with finished files: open, show in the file manager, save from another machine.
class FileDesk final : public QObject
{
    Q_OBJECT
public:
    /// \a window owns the dialogs.
    FileDesk(FileSource source, QWidget *window);
    ~FileDesk() override; ///< downloads that still run end as after a break: they leave no file

    /// Before the first download: other pauses and places.
    void setPolicy(const files::SaverPolicy &policy) { m_policy = policy; }
    void open(const QString &path);
    /// Asks the file manager to select the file; without one opens its folder.
    void showInFolder(const QString &path);
    /// Asks where, then downloads in the background; the file appears whole or not at all.
    void save(const ServerId &server, const QString &url, const QString &name);
    /// The same without asking: downloads to \a path, with progress and a way to cancel.
    void saveTo(const ServerId &server, const QString &url, const QString &path);

    /// Items of one server that have a file. One asks for a path, several for a folder, in which
    /// they get names that are safe and not taken.
    void saveItems(const ServerId &server, const std::vector<wire::Item> &items);
    void saveItemsTo(const ServerId &server, const std::vector<wire::Item> &items,
                     const QString &folder);
    /// All of them as one file the server packs; asks where.
    void saveArchive(const ServerId &server, const std::vector<wire::Item> &items);
    void saveArchiveTo(const ServerId &server, const std::vector<wire::Item> &items,
                       const QString &path);

Q_SIGNALS:
    void said(const QString &text);
    /// A download ended; \a trouble is empty when the file is there.
    void saved(const QString &path, const QString &trouble);

private:
    struct Tally;
    void openFolder(const QString &path);
    void askPath(const QString &title, const QString &name,
                 const std::function<void(const QString &path)> &then);
    void download(std::vector<files::SaveWish> wishes);
    void tellEnd(const Tally &tally);

    FileSource m_source;
    QWidget *m_window;
    files::SaverPolicy m_policy;
};

} // namespace fw::ui
