// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "hub/media/child_process.h"

#include <QCache>

#include <deque>
#include <functional>
#include <map>

namespace fw::hub::work {

/// Single frames on request: two FFmpeg children at once, the rest waits in a bounded line; the
/// newest pictures are kept. The same wish twice is one child.
class Frames final : public QObject
{
    Q_OBJECT
public:
    using Done = std::function<void(Expected<QByteArray>)>;

    /// \a limit is what one child may take.
    explicit Frames(QString ffmpeg, Millis limit = Millis(5000), QObject *parent = nullptr);
    ~Frames() override;

    /// A JPEG of \a path at \a seconds, at most \a maxWidth wide. Calls back exactly once, never
    /// from inside this call. Fails with BadInput, NotFound (behind the end), Timeout,
    /// TooLarge (too many wait), Process with FFmpeg's own reason.
    void ask(const QString &path, double seconds, int maxWidth, Done done);

private:
    struct Wish
    {
        QString path;
        double seconds = 0;
        int width = 0;
        std::vector<Done> done;
    };
    void startNext();
    void onEnded(const QString &key, const media::ChildExit &exit);

    QString m_ffmpeg;
    Millis m_limit;
    QCache<QString, QByteArray> m_cache; ///< cost in bytes
    std::map<QString, Wish> m_wishes; ///< waiting and running
    std::deque<QString> m_waiting;
    int m_running = 0;
};

} // namespace fw::hub::work
