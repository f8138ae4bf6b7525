// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/front/front_door.h"

#include <QTcpSocket>
#include <QTimer>

namespace fw::hub::front {

/// A connection whose first head has not come completely: looked at, not read. Decides once where
/// the socket goes and deletes itself.
class Visitor final : public QObject
{
    Q_OBJECT
public:
    Visitor(QTcpSocket *socket, FrontDoor &door);

private:
    void onReadyRead();
    void onTimeout();
    void leave();

    QTcpSocket *m_socket;
    FrontDoor &m_door;
    QTimer m_timer;
};

} // namespace fw::hub::front
