// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/file_desk.h"

#include "ui/shell/file_saver.h"

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

FileDesk::FileDesk(models::PictureResolver resolver, QWidget *window)
    : QObject(window)
    , m_resolver(std::move(resolver))
    , m_window(window)
{
    m_thread.setObjectName(u"saving"_s);
}

FileDesk::~FileDesk()
{
    m_thread.quit();
    m_thread.wait();
}

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

void FileDesk::save(const ServerId &server, const QString &url, const QString &name)
{
    const pictures::PictureRef from = m_resolver(server, url, {});
    if (from.url.isEmpty())
        return Q_EMIT said(tr("The server is not connected."));
    auto *dialog = new QFileDialog(m_window, tr("Save output"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(name);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, from](const QString &path) { download(from, path); });
    dialog->open();
}

void FileDesk::saveTo(const ServerId &server, const QString &url, const QString &path)
{
    const pictures::PictureRef from = m_resolver(server, url, {});
    if (from.url.isEmpty())
        return Q_EMIT said(tr("The server is not connected."));
    download(from, path);
}

void FileDesk::download(const pictures::PictureRef &from, const QString &path)
{
    auto *saver = new FileSaver({ from.url, from.token, path });
    saver->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, saver, &QObject::deleteLater);
    auto *progress = new QProgressDialog(tr("Saving %1…").arg(QFileInfo(path).fileName()),
                                         tr("&Cancel"), 0, 0, m_window);
    progress->setObjectName(u"saveProgress"_s);
    progress->setWindowTitle(tr("Save output"));
    progress->setAttribute(Qt::WA_DeleteOnClose);
    progress->setMinimumDuration(500); // a short one is over before anybody could read it
    progress->setAutoClose(false);
    progress->setAutoReset(false);
    connect(progress, &QProgressDialog::canceled, saver, &FileSaver::cancel);
    connect(saver, &FileSaver::moved, progress, [progress](qint64 done, qint64 all) {
        progress->setMaximum(all > 0 ? 1000 : 0);
        progress->setValue(all > 0 ? int(done * 1000 / all) : 0);
    });
    connect(saver, &FileSaver::ended, progress, &QObject::deleteLater);
    connect(saver, &FileSaver::ended, saver, &QObject::deleteLater);
    connect(saver, &FileSaver::ended, this, [this, path](const QString &trouble, bool cancelled) {
        onEnded(path, trouble, cancelled);
    });
    m_thread.start();
    QMetaObject::invokeMethod(saver, &FileSaver::start, Qt::QueuedConnection);
}

void FileDesk::onEnded(const QString &path, const QString &trouble, bool cancelled)
{
    const QString name = QFileInfo(path).fileName();
    if (cancelled)
        Q_EMIT said(tr("%1 was not saved: you cancelled it.").arg(name));
    else if (trouble.isEmpty())
        Q_EMIT said(tr("Saved %1").arg(path));
    else
        Q_EMIT said(tr("%1 was not saved: %2").arg(name, trouble));
    Q_EMIT saved(path, cancelled ? tr("cancelled") : trouble);
}

} // namespace fw::ui
