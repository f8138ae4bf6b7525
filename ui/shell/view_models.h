// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/activity_model.h"
#include "models/facet_model.h"
#include "models/item_field_model.h"
#include "models/item_model.h"
#include "models/job_filter_model.h"
#include "models/job_log_model.h"
#include "models/job_model.h"
#include "models/kind_model.h"
#include "models/metadata_model.h"
#include "models/output_model.h"
#include "models/server_facet_model.h"
#include "models/stage_model.h"
#include "models/thumbnail_model.h"
#include "session/sessions.h"
#include "ui/common/picture_source.h"
#include "ui/shell/file_source.h"

namespace fw::ui {

/// Every model of the window over one store, and the way to pictures.
struct ViewModels
{
    ViewModels(store::Store &store, session::Sessions &sessions, pictures::Pictures &pictures);

    FileSource files;
    models::PictureResolver resolver; ///< joins a server's address and sign-in to a picture's path
    PictureSource pictureSource;
    models::JobModel jobs;
    models::JobFilterModel filter;
    models::FacetModel facets;
    models::ServerFacetModel servers;
    models::StageModel stages;
    models::ThumbnailModel thumbnails;
    models::MetadataModel metadata;
    models::OutputModel outputs;
    models::JobLogModel log;
    models::ActivityModel activity;
    models::KindModel kinds;
    models::ItemModel items;
    models::ItemFieldModel itemFields;
};

} // namespace fw::ui
