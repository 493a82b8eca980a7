from . import test_assignment
from . import test_case_door
from . import test_case_guard
from . import test_case_pause
from . import test_case_subprocess
from . import test_case_tasks
from . import test_case_time
from . import test_case_undo
