#pragma once

namespace stead::script {

class Setup;

// The Glide API: classes over records, natives, and the libraries written in JavaScript.
void install_glide(Setup& setup);

// Natives that the libraries build on, by subject; scripts do not see them.
void install_session_natives(Setup& setup);
void install_time_natives(Setup& setup);
void install_message_natives(Setup& setup);
void install_dictionary_natives(Setup& setup);
void install_attachment_natives(Setup& setup);
void install_text_natives(Setup& setup);

}  // namespace stead::script
