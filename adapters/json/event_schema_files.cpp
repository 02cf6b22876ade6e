// Writes the event schemas into a folder: event_schema_files schemas/events
#include "adapters/json/event_schemas.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>

int main(int argc, char** argv)
{
    if (argc != 2) {
        std::cerr << "usage: redress_event_schema_files FOLDER\n";
        return 2;
    }
    for (const auto& file : redress::json::event_schemas()) {
        const auto path = std::filesystem::path(argv[1]) / file.path;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream out(path, std::ios::binary);
        out << file.text;
        if (!out.flush()) {
            std::cerr << "cannot write " << path << "\n";
            return 1;
        }
    }
}
