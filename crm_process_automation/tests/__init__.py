from . import test_absence, test_absence_dialog, test_access_dialogs
from . import test_access_forgery, test_access_form, test_access_read
from . import test_access_registry, test_access_search, test_access_write
from . import test_act_delivery, test_action_assign, test_action_batch
from . import test_action_document, test_action_form, test_action_log, test_action_move
from . import test_action_request, test_action_scenario, test_action_start
from . import test_action_task, test_action_task_goal, test_action_text, test_approval
from . import test_approval_access, test_approval_definition, test_approval_rounds
from . import test_approval_two_users, test_architecture, test_assignment
from . import test_assignment_access, test_assignment_bad_input, test_assignment_head
from . import test_assignment_issue, test_assignment_report, test_assignment_time
from . import test_assignment_verbs, test_attack_actions, test_attack_input
from . import test_attack_leaks, test_attack_runs, test_attack_scenario_rights
from . import test_bad_input_case, test_bad_input_definition, test_bad_input_host
from . import test_bulk_move, test_bulk_verbs, test_call_access, test_call_attempt
from . import test_call_log, test_call_match, test_call_report, test_call_report_bad
from . import test_case_archive, test_case_bad_stage, test_case_dialogs, test_case_door
from . import test_case_guard, test_case_pause, test_case_pause_tasks
from . import test_case_properties, test_case_property_gate, test_case_resume
from . import test_case_screens, test_case_subprocess, test_case_subprocess_companies
from . import test_case_tasks, test_case_time, test_case_undo, test_case_undo_restores
from . import test_case_version, test_case_version_tasks, test_condition
from . import test_condition_random, test_database_indexes, test_decided_access
from . import test_decided_approvers, test_decided_bad_input, test_decided_paper
from . import test_decided_paper_begin, test_decided_ready, test_decided_route
from . import test_decided_version, test_demo, test_demo_paper, test_demo_scenario
from . import test_designer_forms, test_designer_widgets, test_digest, test_discount
from . import test_discount_approval, test_discount_edits, test_document_access
from . import test_document_blank, test_document_bulk, test_document_day
from . import test_document_delivery, test_document_engine, test_document_file
from . import test_document_file_guard, test_document_guard, test_document_in_force
from . import test_document_issue, test_document_life, test_document_meeting
from . import test_document_minutes, test_document_money, test_document_payment_link
from . import test_document_picture, test_document_print, test_document_print_again
from . import test_document_problems, test_document_revision, test_document_said
from . import test_document_screen, test_document_send, test_document_send_link
from . import test_document_sign, test_document_snapshot, test_document_sums
from . import test_document_sums_of_orders, test_document_task, test_document_two_users
from . import test_document_warnings, test_document_ways_out, test_evaluation
from . import test_event_sale, test_explanation, test_fill, test_fill_bad
from . import test_fill_duplicates, test_fix_date, test_fix_date_remind
from . import test_form_choice, test_form_gate, test_form_life, test_form_paper
from . import test_form_ready, test_form_text, test_formula, test_formula_access
from . import test_formula_check, test_gallery, test_gallery_01, test_gallery_02
from . import test_gallery_03, test_gallery_04, test_gallery_05, test_gallery_06
from . import test_gallery_07, test_gallery_08, test_gallery_09, test_gallery_10
from . import test_gallery_11, test_gallery_12, test_gallery_13, test_gallery_14
from . import test_gallery_15, test_holidays, test_host_screens, test_import_wizard
from . import test_incident, test_incident_handling, test_incident_overdue
from . import test_incident_two_workers, test_instalment_billed, test_instalment_overdue
from . import test_instalment_paper, test_instalment_payment, test_instalment_sums
from . import test_invoice_void, test_journal_screen, test_journal_verbs
from . import test_kanban_budget, test_layout_breaks, test_layout_fields
from . import test_layout_hostile, test_layout_words, test_lead_agreement
from . import test_lead_closing, test_lead_merge, test_lead_never_lost
from . import test_lead_pipeline, test_lead_probability, test_lead_start
from . import test_migration_wizard, test_next_step_dialog, test_next_task
from . import test_offer_forms, test_offer_scenario, test_order_case
from . import test_paper_approval, test_paper_approval_amount, test_paper_approval_anew
from . import test_paper_approval_definition, test_paper_approval_deputy
from . import test_paper_approval_outcome, test_paper_approval_page
from . import test_paper_approval_people, test_paper_approval_process
from . import test_paper_approval_refusal, test_paper_approval_screen
from . import test_paper_approval_told, test_paper_approval_two_users
from . import test_paper_approval_voice, test_payment_gate, test_payment_plan
from . import test_payment_screen, test_pipeline_wizard, test_portal_answer
from . import test_portal_case, test_portal_client, test_portal_link, test_portal_route
from . import test_portal_script, test_portal_sign, test_process_builder
from . import test_query_budget, test_questionnaire, test_questionnaire_follow
from . import test_questionnaire_form, test_questionnaire_http, test_reaction
from . import test_reaction_report, test_ready_content, test_refund, test_refund_cancel
from . import test_refund_shared, test_refund_way, test_requisites
from . import test_requisites_account, test_requisites_account_change
from . import test_requisites_warning, test_route_map, test_route_map_widget
from . import test_scenario_breaker, test_scenario_broken, test_scenario_cascade
from . import test_scenario_client, test_scenario_dates, test_scenario_events
from . import test_scenario_failure, test_scenario_gallery, test_scenario_history
from . import test_scenario_import, test_scenario_kinds, test_scenario_ledger
from . import test_scenario_mail, test_scenario_messages, test_scenario_parameter
from . import test_scenario_queries, test_scenario_retention, test_scenario_rights
from . import test_scenario_rights_people, test_scenario_rules, test_scenario_run
from . import test_scenario_run_as, test_scenario_sms, test_scenario_switch
from . import test_scenario_verbs, test_scenario_webhook, test_scenario_workers
from . import test_sentences, test_step_moments, test_step_order
from . import test_step_order_version, test_task_add, test_task_bulk, test_task_deadline
from . import test_task_face, test_task_face_back, test_task_face_batch
from . import test_task_face_case, test_task_face_rights, test_task_goal
from . import test_task_history, test_task_meeting, test_task_notice, test_task_perform
from . import test_task_plan, test_task_plan_clock, test_task_plan_moved
from . import test_task_report, test_task_time, test_task_timer, test_task_urgency
from . import test_tasks_at_hand, test_template_activation, test_template_diff
from . import test_template_file, test_template_file_bad, test_template_parts
from . import test_template_properties, test_template_version, test_timer
from . import test_timer_failure, test_timer_history, test_tools_blame
from . import test_tools_formula, test_tools_map_layout, test_tools_money_words
from . import test_tools_payment_qr, test_tools_tax_codes, test_tour_assignment
from . import test_tour_call_back, test_tour_event_deviation, test_tour_event_sale
from . import test_tour_incident, test_tour_portal, test_tour_questionnaire
from . import test_tour_scenario, test_translated_properties, test_trial
from . import test_trial_changes_nothing, test_trial_dialog, test_two_users
from . import test_webhook_access, test_webhook_address, test_webhook_history
from . import test_webhook_host, test_webhook_send, test_webhook_two_jobs
