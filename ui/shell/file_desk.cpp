// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/file_desk.h"

#include "files/names.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QProgressDialog>

namespace fw::ui {

using namespace Qt::StringLiterals;
using files::SaveEnd;

namespace {

QString nameOf(const files::SaveWish &wish)
{
    return QFileInfo(wish.path).fileName();
}

} // namespace

/// How the files of one order ended.
struct FileDesk::Tally
{
    std::vector<files::SaveWish> wishes;
    int saved = 0;
    int failed = 0;
    int cancelled = 0;
    QString name; ///< of the last that failed
    QString trouble; ///< its reason
    bool kept = false;
};

FileDesk::FileDesk(FileSource source, QWidget *window)
    : QObject(window)
    , m_source(std::move(source))
    , m_window(window)
{
}

FileDesk::~FileDesk() = default;

void FileDesk::open(const QString &path)
{
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(path)))
        Q_EMIT said(tr("No program opens %1.").arg(QFileInfo(path).fileName()));
}

void FileDesk::showInFolder(const QString &path)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) // a call would never be answered
        return openFolder(QFileInfo(path).path());
    auto call = QDBusMessage::createMethodCall(u"org.freedesktop.FileManager1"_s,
                                               u"/org/freedesktop/FileManager1"_s,
                                               u"org.freedesktop.FileManager1"_s, u"ShowItems"_s);
    call << QStringList{ QUrl::fromLocalFile(path).toString() } << QString();
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(call, 3000), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, path, watcher] {
        watcher->deleteLater();
        if (watcher->isError())
            openFolder(QFileInfo(path).path());
    });
}

void FileDesk::openFolder(const QString &path)
{
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(path)))
        Q_EMIT said(tr("No program shows the folder %1.").arg(path));
}

void FileDesk::askPath(const QString &title, const QString &name,
                       const std::function<void(const QString &path)> &then)
{
    auto *dialog = new QFileDialog(m_window, title);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(name);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, then);
    dialog->open();
}

void FileDesk::save(const ServerId &server, const QString &url, const QString &name)
{
    if (m_source.file(server, url).url.isEmpty())
        return Q_EMIT said(tr("The server is not connected."));
    askPath(tr("Save output"), files::safeName(name), [this, server, url](const QString &path) {
        saveTo(server, url, path); // asked anew: the sign-in may be another by then
    });
}

void FileDesk::saveTo(const ServerId &server, const QString &url, const QString &path)
{
    wire::HttpRequest request = m_source.file(server, url);
    if (request.url.isEmpty())
        return Q_EMIT said(tr("The server is not connected."));
    download({ { std::move(request), path } });
}

void FileDesk::saveItems(const ServerId &server, const std::vector<wire::Item> &items)
{
    if (items.empty())
        return;
    if (items.size() == 1)
        return save(server, items.front().file, files::nameFor(items.front()));
    auto *dialog = new QFileDialog(m_window, tr("Save %n files to", nullptr, int(items.size())));
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, server, items](const QString &folder) { saveItemsTo(server, items, folder); });
    dialog->open();
}

void FileDesk::saveItemsTo(const ServerId &server, const std::vector<wire::Item> &items,
                           const QString &folder)
{
    std::vector<files::SaveWish> wishes;
    QSet<QString> taken;
    for (const wire::Item &item : items) {
        wire::HttpRequest request = m_source.file(server, item.file);
        if (request.url.isEmpty())
            return Q_EMIT said(tr("The server is not connected."));
        wishes.push_back(
            { std::move(request), files::freePath(folder, files::nameFor(item), taken) });
    }
    download(std::move(wishes));
}

void FileDesk::saveArchive(const ServerId &server, const std::vector<wire::Item> &items)
{
    if (items.empty())
        return;
    if (const auto asked = m_source.archive(server, items); !asked)
        return Q_EMIT said(asked.error().detail);
    const QString name = files::safeName(items.front().kind, u"files"_s) + u".zip"_s;
    askPath(tr("Save as ZIP"), name,
            [this, server, items](const QString &path) { saveArchiveTo(server, items, path); });
}

void FileDesk::saveArchiveTo(const ServerId &server, const std::vector<wire::Item> &items,
                             const QString &path)
{
    auto asked = m_source.archive(server, items);
    if (!asked)
        return Q_EMIT said(asked.error().detail);
    download({ { std::move(*asked), path } });
}

void FileDesk::download(std::vector<files::SaveWish> wishes)
{
    auto *saving = new files::Saving(std::move(wishes), m_policy, this);
    const auto tally = std::make_shared<Tally>();
    tally->wishes = saving->wishes();
    auto *progress = new QProgressDialog(QString(), tr("&Cancel"), 0, 0, m_window);
    progress->setObjectName(u"saveProgress"_s);
    progress->setWindowTitle(tr("Save output"));
    progress->setAttribute(Qt::WA_DeleteOnClose);
    progress->setMinimumDuration(500); // a short one is over before anybody could read it
    progress->setAutoClose(false);
    progress->setAutoReset(false);
    const auto usual = std::make_shared<QString>();
    connect(progress, &QProgressDialog::canceled, saving, &files::Saving::cancel);
    connect(saving, &files::Saving::begun, progress, [progress, tally, usual](int index) {
        const auto count = int(tally->wishes.size());
        const QString name = nameOf(tally->wishes[size_t(index)]);
        *usual = count > 1 ? tr("Saving %1, %2 of %3…").arg(name).arg(index + 1).arg(count)
                           : tr("Saving %1…").arg(name);
        progress->setLabelText(*usual);
        progress->setRange(0, 0);
    });
    connect(saving, &files::Saving::moved, progress, [progress, usual](qint64 done, qint64 all) {
        if (progress->labelText() != *usual)
            progress->setLabelText(*usual);
        progress->setMaximum(all > 0 ? 1000 : 0);
        progress->setValue(all > 0 ? int(done * 1000 / all) : 0);
    });
    connect(saving, &files::Saving::broke, progress,
            [progress, usual](qint64 done, qint64 all, int number, int of) {
                const QString how = done > 0 && all > 0
                    ? tr("Connection lost, going on at %1 %").arg(done * 100 / all)
                    : tr("Connection lost, starting again");
                const QString tries = tr("try %1 of %2").arg(number).arg(of);
                progress->setLabelText(*usual + u'\n' + how + u" ("_s + tries + u')');
            });
    connect(saving, &files::Saving::ended, this, [this, tally](int index, const SaveEnd &end) {
        const files::SaveWish &wish = tally->wishes[size_t(index)];
        const bool failed = end.kind == SaveEnd::Kind::Failed;
        tally->saved += end.kind == SaveEnd::Kind::Saved ? 1 : 0;
        tally->cancelled += end.kind == SaveEnd::Kind::Cancelled ? 1 : 0;
        if (failed) {
            ++tally->failed;
            tally->name = nameOf(wish);
            tally->trouble = end.failure.detail;
            tally->kept = end.kept;
        }
        Q_EMIT saved(wish.path,
                     failed                                     ? end.failure.detail
                         : end.kind == SaveEnd::Kind::Cancelled ? tr("cancelled")
                                                                : QString());
    });
    connect(saving, &files::Saving::finished, this, [this, tally, progress, saving] {
        tellEnd(*tally);
        progress->deleteLater();
        saving->deleteLater();
    });
    saving->start();
}

void FileDesk::tellEnd(const Tally &tally)
{
    const auto count = int(tally.wishes.size());
    const QString name = nameOf(tally.wishes.front());
    if (tally.failed > 0) {
        QString text = tr("%1 was not saved: %2").arg(tally.name, tally.trouble);
        if (tally.kept)
            text += u' ' + tr("Saving it again goes on from there.");
        if (count > 1)
            text = tr("%1 of %2 saved.", "files").arg(tally.saved).arg(count) + u' ' + text;
        return Q_EMIT said(text);
    }
    if (tally.cancelled > 0 && count > 1)
        return Q_EMIT said(
            tr("%1 of %2 saved: you cancelled the rest.", "files").arg(tally.saved).arg(count));
    if (tally.cancelled > 0)
        return Q_EMIT said(tr("%1 was not saved: you cancelled it.").arg(name));
    if (count > 1)
        return Q_EMIT said(tr("Saved %n files to %1", nullptr, count)
                               .arg(QFileInfo(tally.wishes.front().path).path()));
    Q_EMIT said(tr("Saved %1").arg(tally.wishes.front().path));
}

} // namespace fw::ui
